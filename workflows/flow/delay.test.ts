import { describe, expect, it } from "vitest";
import type { StepContext } from "../node.ts";
import { word } from "../phrase.ts";
import type { Intention } from "../run.ts";
import { inWords } from "../testing/in-words.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "../testing/sample-facts.ts";
import { delay } from "./delay.ts";

/** NOW is a Tuesday, 10:00 UTC: 11:00 in Berlin. */
function context(
  now: number,
  { timezone = "Europe/Berlin" as string | null, attributes = {} as Record<string, unknown> } = {},
): StepContext {
  const facts = makeFacts();
  return {
    nodeId: "n",
    facts: { ...facts, profile: { ...facts.profile, timezone, attributes } },
    data: {},
    now,
  };
}
const parse = (config: unknown) => delay.config.parse(config);
const problemsOf = (config: unknown) =>
  delay.config.safeParse(config).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

describe("for a time", () => {
  const untilOf = (amount: number, unit: "hours" | "days", timezone?: string | null) => {
    const outcome = delay.execute(parse({ duration: { amount, unit } }), context(NOW, { timezone }));
    return outcome.kind === "wait" ? outcome.until - NOW : null;
  };

  it("is what a step means that was saved before there was anything else", () => {
    const config = parse({ duration: { amount: 2, unit: "days" } });
    expect(config.mode).toBe("for");
    expect(word(delay.describe(config))).toBe("Wait 2 days");
    expect(delay.ports(config)).toEqual([{ id: "next", label: "Then" }]);
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
      delay.resume?.(parse({ duration }), { kind: "delay", from: NOW, duration }, context(now, { timezone }));
    const until = NOW + 30 * DAY_MS - HOUR_MS;
    expect(resume(until - 1, "Europe/Berlin")).toMatchObject({ kind: "wait", until });
    expect(resume(until, "Europe/Berlin")).toEqual({ kind: "go", port: "next" });
    expect(resume(until, "UTC")).toMatchObject({ kind: "wait", until: NOW + 30 * DAY_MS });
  });

  it("keeps to what was meant on entering when the step was changed since", () => {
    const meant = { amount: 1, unit: "days" as const };
    const changed = parse({ duration: { amount: 9, unit: "days" } });
    const intention = { kind: "delay" as const, from: NOW, duration: meant };
    expect(delay.resume?.(changed, intention, context(NOW + DAY_MS))).toEqual({ kind: "go", port: "next" });
  });

  it("counts from the arrival when the step waited for an event then", () => {
    const intention: Intention = { kind: "wait-for", from: NOW, timeout: { amount: 9, unit: "weeks" } };
    const resume = (now: number) =>
      delay.resume?.(parse({ duration: { amount: 2, unit: "hours" } }), intention, context(now));
    expect(resume(NOW + HOUR_MS)).toMatchObject({ kind: "wait", until: NOW + 2 * HOUR_MS });
    expect(resume(NOW + 2 * HOUR_MS)).toEqual({ kind: "go", port: "next" });
  });
});

describe("until a time of day", () => {
  const config = parse({ mode: "time", time: "09:00", weekdays: [1, 4] });

  it("waits for the next of its weekdays where the person is", () => {
    // Thursday, 09:00 in Berlin, which is an hour before UTC.
    const until = Date.UTC(2026, 2, 12, 8);
    expect(delay.execute(config, context(NOW))).toEqual({
      kind: "wait",
      until,
      intention: { kind: "until-time", from: NOW, time: "09:00", weekdays: [1, 4] },
    });
    expect(delay.execute(config, context(NOW, { timezone: null }))).toMatchObject({
      until: Date.UTC(2026, 2, 12, 13),
    });
  });

  it("always lets time pass, so that a way round through it comes by once a day", () => {
    const nine = Date.UTC(2026, 2, 12, 8);
    expect(delay.execute(parse({ mode: "time", time: "09:00" }), context(nine))).toMatchObject({
      kind: "wait",
      until: nine + DAY_MS,
    });
    expect(delay.execute(parse({ mode: "time", time: "09:00" }), context(nine - 1))).toMatchObject({
      until: nine,
    });
  });

  it("waits on when the person has moved to where it is earlier, and goes on where it is later", () => {
    const intention: Intention = { kind: "until-time", from: NOW, time: "09:00", weekdays: [1, 4] };
    const resume = (timezone: string) =>
      delay.resume?.(config, intention, context(Date.UTC(2026, 2, 12, 8), { timezone }));
    expect(resume("America/New_York")).toMatchObject({ kind: "wait", until: Date.UTC(2026, 2, 12, 13) });
    expect(resume("Europe/Berlin")).toEqual({ kind: "go", port: "next" });
    expect(resume("Asia/Tokyo")).toEqual({ kind: "go", port: "next" });
  });

  it.each([
    [[1, 2, 3, 4, 5, 6, 7], "Wait until 09:00"],
    [[5], "Wait until 09:00 on Fridays"],
    [[7, 1, 3], "Wait until 09:00 on Mondays, Wednesdays or Sundays"],
  ])("says on which days: %j", (weekdays, words) => {
    expect(word(delay.describe(parse({ mode: "time", weekdays })))).toBe(words);
  });

  it("needs a day", () => {
    expect(problemsOf({ mode: "time", weekdays: [] })).toEqual([["weekdays", "Choose at least one day"]]);
  });
});

describe("until a date", () => {
  const config = parse({ mode: "date", attribute: "renewal", offsetDays: -3, time: "08:30" });
  const renewal = (value: unknown, now = NOW) => context(now, { attributes: { renewal: value } });
  const intention: Intention = {
    kind: "until-date",
    from: NOW,
    attribute: "renewal",
    offsetDays: -3,
    time: "08:30",
  };
  // Three days before, 08:30 in Berlin, where the clocks have gone forward by then.
  const until = Date.UTC(2026, 3, 7, 6, 30);

  it("waits for the days before or after it, at the time of day where the person is", () => {
    expect(delay.execute(config, renewal("2026-04-10"))).toEqual({ kind: "wait", until, intention });
    expect(word(delay.describe(config))).toBe("Wait until 3 days before “renewal”, 08:30");
    expect(word(delay.describe({ ...config, offsetDays: 1 }))).toBe(
      "Wait until 1 day after “renewal”, 08:30",
    );
    expect(word(delay.describe({ ...config, offsetDays: 0 }))).toBe("Wait until “renewal”, 08:30");
  });

  it.each([undefined, null, "", "soon", 20260410, "2026-02-30"])(
    "takes the other path for the date %j",
    (value) => {
      expect(delay.execute(config, renewal(value))).toEqual({
        kind: "go",
        port: "passed",
        reason: { code: "delay.no-date", values: { attribute: "renewal" } },
      });
    },
  );

  it("takes the other path when the date has passed, and says when it was", () => {
    expect(inWords(delay.execute(config, renewal("2026-03-13")))).toEqual({
      kind: "go",
      port: "passed",
      reason: { code: "delay.date-passed", values: { date: "10 Mar 2026, 08:30" } },
    });
  });

  it("follows the date while it waits", () => {
    const resume = (value: unknown, now: number) => delay.resume?.(config, intention, renewal(value, now));
    expect(resume("2026-04-10", until)).toEqual({ kind: "go", port: "next" });
    expect(resume("2026-04-11", until)).toMatchObject({ kind: "wait", until: until + DAY_MS });
    expect(resume("2026-04-09", until)).toEqual({ kind: "go", port: "next" });
    expect(resume("2026-01-01", until)).toMatchObject({ kind: "go", port: "passed" });
    expect(resume(undefined, until)).toMatchObject({ kind: "go", port: "passed" });
  });

  it("hears of another date at once, and of nothing else", () => {
    const changed = { kind: "profile-changed" as const };
    expect(delay.hear?.(config, changed, intention, renewal("2026-04-09"))).toMatchObject({
      kind: "wait",
      until: until - DAY_MS,
    });
    expect(delay.hear?.(config, changed, intention, renewal(null))).toMatchObject({ port: "passed" });
    const event = { kind: "event" as const, event: { name: "renewal", at: NOW, properties: {} } };
    expect(delay.hear?.(config, event, intention, renewal(null))).toBeNull();
  });

  it("has the other path only here: a step changed to another wait goes on", () => {
    expect(delay.ports(config).map(({ id }) => id)).toEqual(["next", "passed"]);
    const changed = parse({ mode: "for" });
    expect(delay.resume?.(changed, intention, renewal(null))).toMatchObject({ kind: "go", port: "next" });
  });

  it("needs an attribute", () => {
    expect(problemsOf({ mode: "date", attribute: " " })).toEqual([
      ["attribute", "Choose the attribute that holds the date"],
    ]);
    expect(problemsOf({ mode: "for" })).toEqual([]);
  });
});
