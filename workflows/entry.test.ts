import { describe, expect, it } from "vitest";
import { decideEntry, type PastEntries } from "./entry.ts";
import { defaultSettings, type WorkflowSettings } from "./settings.ts";
import { DAY_MS, HOUR_MS, NOW } from "./testing/sample-facts.ts";

const zones = { profile: "Europe/Berlin", shop: "America/New_York" };
const never: PastEntries = { last: null, active: 0 };
const past = (startedAt: number, active = 0): PastEntries => ({ last: { runId: 5, startedAt }, active });
const entry = { entryKey: "cart-c1", data: { event: { order_id: "o1", count: 3, empty: "" } } };

function decide(settings: Partial<WorkflowSettings>, entries: PastEntries = never, now = NOW) {
  return decideEntry({ ...defaultSettings, ...settings }, entry, entries, zones, now);
}

describe("the key of an entry", () => {
  it.each([
    ["once", never, "cart-c1"],
    ["once", past(NOW), "cart-c1"],
    ["after-exit", never, "cart-c1~0"],
    ["after-exit", past(NOW), "cart-c1~5"],
    ["after-days", never, "cart-c1~0"],
    ["after-days", past(NOW - 30 * DAY_MS), "cart-c1~5"],
  ] as const)("%s, after %j", (reentry, entries, entryKey) => {
    expect(decide({ reentry }, entries)).toEqual({ kind: "enter", entryKey, restart: false });
  });

  it.each([
    ["event.order_id", "key-o1"],
    ["event.count", "key-3"],
    ["event.missing", null],
    ["event.empty", null],
    ["event", null],
  ])("per value of %s is %s", (reentryKey, entryKey) => {
    const decision = decide({ reentry: "per-key", reentryKey });
    if (entryKey === null) {
      const reason = { code: "entry.no-key", values: { path: reentryKey } };
      expect(decision).toEqual({ kind: "refuse", entryKey: null, reason });
    } else expect(decision).toMatchObject({ kind: "enter", entryKey });
  });
});

it.each([
  ["skip", { kind: "refuse", reason: { code: "entry.inside" } }],
  ["restart", { kind: "enter", restart: true }],
  ["parallel", { kind: "enter", restart: false }],
] as const)("somebody inside, where the workflow says %s", (whenInside, decision) => {
  expect(decide({ reentry: "after-exit", whenInside }, past(NOW, 1))).toMatchObject(decision);
});

it("begins nobody anew who is not inside", () => {
  expect(decide({ reentry: "after-exit", whenInside: "restart" }, past(NOW))).toMatchObject({
    restart: false,
  });
});

it("counts the days of the person's calendar", () => {
  // The clocks in Berlin go forward in between.
  const started = Date.UTC(2026, 2, 28, 10);
  const settings = { reentry: "after-days", reentryDays: 2 } as const;
  const free = started + 2 * DAY_MS - HOUR_MS;
  expect(decide(settings, past(started), free - 1)).toMatchObject({ reason: { code: "entry.too-soon" } });
  expect(decide(settings, past(started), free).kind).toBe("enter");
});

it("is open from its beginning until before its end, by the shop's clock", () => {
  const settings = { startsAt: "2026-03-10T09:00", endsAt: "2026-03-11T09:00" };
  const begins = Date.UTC(2026, 2, 10, 13);
  const codes = [begins - 1, begins, begins + DAY_MS - 1, begins + DAY_MS].map((now) => {
    const decision = decide(settings, never, now);
    return decision.kind === "refuse" ? decision.reason.code : decision.kind;
  });
  expect(codes).toEqual(["entry.not-begun", "enter", "enter", "entry.over"]);
});
