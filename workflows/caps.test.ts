import { expect, it } from "vitest";
import { capRules, wordCapRule } from "./caps.ts";
import { word } from "./phrase.ts";

it("says a limit in words", () => {
  expect(word(wordCapRule({ channel: "email", max: 2, per: "week" }))).toBe("2 emails per week");
  expect(word(wordCapRule({ channel: "email", max: 1, per: "month" }))).toBe("1 email per month");
  expect(word(wordCapRule({ channel: "web-push", max: 1, per: "day" }))).toBe("1 web push per day");
  expect(word(wordCapRule({ channel: "web-push", max: 3, per: "day" }))).toBe("3 web pushes per day");
});

it.each([0, 1.5, 1001, -1])("refuses %d as a limit", (max) => {
  expect(capRules.safeParse([{ channel: "email", max, per: "day" }]).success).toBe(false);
});
