import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "../testing/sample-facts.ts";
import { delay } from "./delay.ts";

const context = (now: number, timezone: string | null = "Europe/Berlin") => {
  const facts = makeFacts();
  return { facts: { ...facts, profile: { ...facts.profile, timezone } }, data: {}, now };
};
const untilOf = (amount: number, unit: "hours" | "days", timezone?: string | null) => {
  const outcome = delay.execute({ duration: { amount, unit } }, context(NOW, timezone));
  return outcome.kind === "wait" ? outcome.until - NOW : null;
};

it("says how long", () => {
  expect(delay.describe({ duration: { amount: 2, unit: "days" } })).toBe("Wait 2 days");
});

it("lets hours pass by the clock, and keeps the time of day over days when the clocks change", () => {
  // Clocks go forward on 29 March in Berlin, and on 8 March, before this, in New York.
  expect(untilOf(30 * 24, "hours")).toBe(30 * DAY_MS);
  expect(untilOf(30, "days")).toBe(30 * DAY_MS - HOUR_MS);
  expect(untilOf(30, "days", null)).toBe(30 * DAY_MS);
});

it("goes on when it is over and not before, by where the person is now", () => {
  const duration = { amount: 30, unit: "days" as const };
  const resume = (now: number, timezone: string) =>
    delay.resume?.({ duration }, { kind: "delay", from: NOW, duration }, context(now, timezone));
  const until = NOW + 30 * DAY_MS - HOUR_MS;
  expect(resume(until - 1, "Europe/Berlin")).toMatchObject({ kind: "wait", until });
  expect(resume(until, "Europe/Berlin")).toEqual({ kind: "go", port: "next" });
  expect(resume(until, "UTC")).toMatchObject({ kind: "wait", until: NOW + 30 * DAY_MS });
});

it("keeps to what was meant on entering when the step was changed since", () => {
  const meant = { amount: 1, unit: "days" as const };
  const changed = { duration: { amount: 9, unit: "days" as const } };
  const intention = { kind: "delay" as const, from: NOW, duration: meant };
  expect(delay.resume?.(changed, intention, context(NOW + DAY_MS))).toEqual({ kind: "go", port: "next" });
});
