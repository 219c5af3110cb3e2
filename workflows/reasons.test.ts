import { expect, it } from "vitest";
import { word } from "./phrase.ts";
import { wordReason } from "./reasons.ts";

it("puts the values into the words", () => {
  expect(word(wordReason("run.exit-event", { event: "Order Completed" }))).toBe(
    "Left the workflow because of “Order Completed”",
  );
  expect(word(wordReason("message.retrying", { attempt: 2, why: "busy", minutes: 8 }))).toBe(
    "Attempt 2 did not get through: busy. Next try in 8 min",
  );
});

it("words the reason within a reason with the values of both", () => {
  const values = { status: 503, attempt: 2, minutes: 8, why: "webhook.status" };
  expect(word(wordReason("message.retrying", values))).toBe(
    "Attempt 2 did not get through: The receiver answered with status 503. Next try in 8 min",
  );
  expect(word(wordReason("message.gave-up", { attempts: 6, why: "email.refused", answer: "{why}" }))).toBe(
    "Gave up after 6 attempts: The mail server refused it: {why}",
  );
  expect(word(wordReason("message.gave-up", { attempts: 6, why: "message.gave-up" }))).toBe(
    "Gave up after 6 attempts: Gave up after 6 attempts",
  );
});

it("leaves out a detail that is not known", () => {
  expect(word(wordReason("message.suppressed", { why: "email.no-such-mailbox" }))).toBe(
    "Not sent: this address must not be written to (The mailbox does not exist)",
  );
});

it("marks a value that is missing, and does not read a value as a placeholder", () => {
  expect(word(wordReason("webhook.status"))).toBe("The receiver answered with status ?");
  expect(word(wordReason("run.exit-event", { event: "{event}" }))).toContain("“{event}”");
});

it.each(["something.newer", "constructor", "__proto__"])("shows a code that it does not know: %s", (code) => {
  expect(word(wordReason(code))).toBe(code);
});
