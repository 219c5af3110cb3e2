import { expect, it } from "vitest";
import { wordReason } from "./reasons.ts";

it("puts the values into the words", () => {
  expect(wordReason("run.exit-event", { event: "Order Completed" })).toBe(
    "Left the workflow because of “Order Completed”",
  );
  expect(wordReason("message.retrying", { attempt: 2, why: "busy", minutes: 8 })).toBe(
    "Attempt 2 did not get through: busy. Next try in 8 min",
  );
});

it("marks a value that is missing, and does not read a value as a placeholder", () => {
  expect(wordReason("webhook.status")).toBe("The receiver answered with status ?");
  expect(wordReason("run.exit-event", { event: "{event}" })).toContain("“{event}”");
});

it.each(["something.newer", "constructor", "__proto__"])("shows a code that it does not know: %s", (code) => {
  expect(wordReason(code)).toBe(code);
});
