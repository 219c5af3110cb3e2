import { expect, test } from "vitest";
import { doneSteps, isAllDone } from "./getting-started-steps.ts";

const fresh = { hasEvents: false, hasLiveWorkflow: false, sentWeek: 0, recent: [] };

test("a new server has all three steps before it", () => {
  expect(doneSteps(fresh)).toEqual({ customers: false, workflow: false, message: false });
  expect(isAllDone(fresh)).toBe(false);
});

test("messages of earlier weeks are not asked for again", () => {
  const quiet = { ...fresh, hasEvents: true, hasLiveWorkflow: true, sentWeek: 12 };
  expect(isAllDone(quiet)).toBe(true);
});
