import { expect, it } from "vitest";
import { wordAlert } from "./alert-words.ts";
import { inWords } from "./testing/in-words.ts";

it("says which kind of message fails, how often, and what the server answered, without its own words", () => {
  const inARow = { code: "sender.failing", subject: "email", values: { count: 5, why: "email.auth" } };
  expect(inWords(wordAlert(inARow))).toMatchObject({
    title: "Emails do not get through",
    link: { href: "/settings/sending" },
  });
  expect(inWords(wordAlert(inARow).text)).toMatch(
    /^The last 5 attempts failed\. The newest says: The mail server did not accept the user name or password\. /,
  );
  const share = {
    ...inARow,
    subject: "web-push",
    values: { count: 7, of: 10, why: "push.status", status: 503 },
  };
  expect(inWords(wordAlert(share).text)).toMatch(
    /^In the last hour, 7 of 10 attempts failed\. The newest says: The push service answered with status 503\. /,
  );
});

it.each([
  ["email", "Emails", "/settings/sending"],
  ["web-push", "Push notifications", "/messages"],
  ["sms", "Text messages", "/settings/texting"],
  ["whatsapp", "WhatsApp messages", "/settings/texting"],
])("leads to where the sender of a failing channel is looked after: %s", (subject, name, href) => {
  const values = { count: 5, why: "email.auth" };
  const words = wordAlert({ code: "sender.failing", subject, values });
  expect(inWords(words)).toMatchObject({ title: `${name} do not get through`, link: { href } });
});

it("says of text messages that do not arrive why, as the service has it", () => {
  const values = { count: 5, of: 10, percent: 50, answer: "the network took it for spam" };
  const words = wordAlert({ code: "texts.returned", subject: "sms", values });
  expect(inWords(words)).toMatchObject({
    title: "Many text messages do not arrive",
    link: { href: "/messages?channel=sms" },
  });
  expect(inWords(words.text)).toContain("5 of 10 (50 %) did not arrive");
  expect(inWords(words.text)).toContain("Most often it says: the network took it for spam.");
});

it.each([
  [6, "6 hours"],
  [30, "1 day"],
  [73, "3 days"],
])("says how long a hook of %i silent hours is silent", (hours, words) => {
  const { text } = wordAlert({ code: "hook.silent", subject: "1", values: { name: "Tills", hours } });
  expect(inWords(text)).toContain(`nothing for ${words}.`);
});

it("shows the code of an alert that it has no words for", () => {
  expect(wordAlert({ code: "moon.full", subject: "", values: {} }).title).toBe("moon.full");
});
