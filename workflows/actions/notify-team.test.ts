import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { notifyTeam } from "./notify-team.ts";

const problemsOf = (config: unknown) =>
  notifyTeam.config.safeParse(config).error?.issues.map(({ path, message }) => [path.join("."), message]) ??
  [];
function contentOf(given: unknown) {
  const config = notifyTeam.config.parse(given);
  // Nobody has to be reachable for it.
  const facts = makeFacts({ reachable: { email: false, webPush: false, phone: false } });
  const outcome = notifyTeam.execute(config, { nodeId: "n", facts, data: {}, now: NOW });
  return outcome.kind === "effect" ? outcome.content : null;
}
const email = { to: "ana@shop.example, bo@shop.example", subject: "Hi", message: "{{ profile.name }} left." };
const chat = { via: "chat", url: "https://hooks.slack.com/services/T0/B0/s3cret", message: "Hi" };

it("writes to the team, each address once, as nobody's marketing", () => {
  expect(contentOf({ ...email, to: "ana@shop.example;bo@shop.example,\n ana@shop.example," })).toEqual({
    channel: "email",
    subject: "Hi",
    preview: "",
    body: "{{ profile.name }} left.",
    buttonLabel: "",
    buttonUrl: "",
    transactional: true,
    topic: "marketing",
    team: ["ana@shop.example", "bo@shop.example"],
  });
  expect(word(notifyTeam.describe(notifyTeam.config.parse(email)))).toBe(
    "Email ana@shop.example, bo@shop.example",
  );
});

it("posts to a chat, and shows only its host on the canvas: the rest of the address is a secret", () => {
  expect(contentOf(chat)).toMatchObject({ channel: "webhook", method: "POST", url: chat.url, headers: {} });
  expect(word(notifyTeam.describe(notifyTeam.config.parse(chat)))).toBe("Write to hooks.slack.com");
});

it.each([
  [{ ...email, to: " , " }, "to", "Enter an address of the team"],
  [{ ...email, to: "ana@shop.example, bo" }, "to", "“bo” is not an email address"],
  [{ ...email, to: "ana@shop.example\r\nBcc: x@y.example" }, "to", "“Bcc:” is not an email address"],
  [
    { ...email, to: Array.from({ length: 21 }, (_, i) => `a${i}@b.example`).join() },
    "to",
    "At most 20 addresses",
  ],
  [{ ...email, subject: " " }, "subject", "Write a subject"],
  [{ ...email, message: " " }, "message", "Write the message"],
  [{ ...chat, url: "" }, "url", "Enter an address that starts with https://"],
  [
    { ...chat, url: "http://hooks.slack.com/services/T0" },
    "url",
    "Enter an address that starts with https://",
  ],
  [{ ...chat, url: "hooks.slack.com" }, "url", "Enter an address that starts with https://"],
])("refuses %j", (config, field, message) => {
  expect(problemsOf(config)).toEqual([[field, message]]);
});

it("does not look at what the other way would need", () => {
  expect(problemsOf({ ...email, url: "nonsense" })).toEqual([]);
  expect(problemsOf({ ...chat, to: "nonsense" })).toEqual([]);
});
