import { expect, it } from "vitest";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { sendEmail } from "./send-email.ts";

const config = sendEmail.config.parse({ subject: " Hello {{ profile.name }} ", body: "There is news." });
const execute = (email: boolean) =>
  sendEmail.execute(config, {
    nodeId: "n",
    facts: makeFacts({ reachable: { email, webPush: false } }),
    data: {},
    now: NOW,
  });

it("asks for a marketing email as it was written, to be made personal when it is sent", () => {
  expect(sendEmail.describe(config)).toBe("Email “Hello {{ profile.name }}”");
  expect(execute(true)).toEqual({
    kind: "effect",
    content: {
      channel: "email",
      subject: "Hello {{ profile.name }}",
      preview: "",
      body: "There is news.",
      buttonLabel: "",
      buttonUrl: "",
      transactional: false,
      topic: "marketing",
    },
  });
});

it("goes on with somebody who has no address, and says so", () => {
  expect(execute(false)).toEqual({ kind: "go", port: "next", reason: { code: "message.no-email" } });
});

it("takes “If it fails” only when it failed: skipped or perhaps arrived goes on", () => {
  const port = (outcome: "sent" | "skipped" | "failed" | "unknown") => sendEmail.settle?.(outcome);
  expect((["sent", "skipped", "unknown", "failed"] as const).map(port)).toEqual([
    "next",
    "next",
    "next",
    "failed",
  ]);
});

it("asks for a subject and a message", () => {
  const problems = sendEmail.config
    .safeParse({ subject: " ", body: "" })
    .error?.issues.map(({ message }) => message);
  expect(problems).toEqual(["Write a subject", "Write the message"]);
});
