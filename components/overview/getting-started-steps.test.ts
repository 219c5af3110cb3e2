import { expect, test } from "vitest";
import { areStepsShown, doneSteps, nextStep, stepKeys } from "./getting-started-steps.ts";

const firstSteps = { looked: false, tried: false, keepsHere: false, away: false as boolean | null };
const fresh = { hasEvents: false, hasWorkflow: false, hasLiveWorkflow: false, captured: true, firstSteps };

test("a new shop has every step before it, and takes them one after the other", () => {
  expect(Object.values(doneSteps(fresh))).toEqual(stepKeys.map(() => false));
  expect(nextStep(fresh)).toBe("customers");
  expect(nextStep({ ...fresh, hasEvents: true })).toBe("workflow");
  const drawn = { ...fresh, hasEvents: true, hasWorkflow: true };
  expect(nextStep(drawn)).toBe("looked");
  const tried = { ...drawn, firstSteps: { ...firstSteps, looked: true, tried: true } };
  expect(nextStep(tried)).toBe("sending");
  expect(nextStep({ ...tried, captured: false })).toBe("live");
  expect(nextStep({ ...tried, firstSteps: { ...tried.firstSteps, keepsHere: true } })).toBe("live");
});

test("a live workflow needs nothing more, except customers", () => {
  expect(nextStep({ ...fresh, hasEvents: true, hasLiveWorkflow: true })).toBeNull();
  expect(nextStep({ ...fresh, hasLiveWorkflow: true })).toBe("customers");
});

test("they show until they are put away; a shop that was never asked has them until something is live", () => {
  const live = { ...fresh, hasLiveWorkflow: true };
  const away = (value: boolean | null) => ({ firstSteps: { ...firstSteps, away: value } });
  expect(areStepsShown(live)).toBe(true);
  expect(areStepsShown({ ...fresh, ...away(true) })).toBe(false);
  expect(areStepsShown({ ...fresh, ...away(null) })).toBe(true);
  expect(areStepsShown({ ...live, ...away(null) })).toBe(false);
});
