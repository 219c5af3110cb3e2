import { expect, it } from "vitest";
import { seededRandom } from "#server/sample-shop/random.ts";
import { quietUntil, windowStart } from "#workflows/local-time.ts";
import { isQuiet, momentOf, windowOf } from "./local-calendar.ts";
import { pickStart, timeOfDay, zones } from "./vocabulary.ts";

const HOUR_MS = 3_600_000;
const MOMENTS = 1_500;

it("moves a skipped time on and takes the first of a doubled one", () => {
  const at = (text: string) => momentOf(Date.parse(`${text}Z`), "Europe/Berlin");
  expect(at("2026-03-29T02:30")).toBe(Date.parse("2026-03-29T03:30+02:00"));
  expect(at("2026-10-25T02:30")).toBe(Date.parse("2026-10-25T02:30+02:00"));
});

it("agrees with the engine, which works it out in another way", () => {
  const random = seededRandom("calendar");
  for (let count = 0; count < MOMENTS; count++) {
    const zone = random.pick(zones);
    const at = pickStart(random) + random.integer(0, 6 * 24 * 60) * 60_000;
    const hours = { from: timeOfDay(random), to: timeOfDay(random) };
    if (hours.from === hours.to) continue;
    expect([zone, at, hours, isQuiet(at, hours, zone)]).toEqual([
      zone,
      at,
      hours,
      quietUntil(at, hours, zone) !== null,
    ]);
    const per = random.pick(["day", "week", "month"] as const);
    const begin = windowStart(per, at, zone);
    expect(windowOf(begin, per, zone)).toBe(windowOf(at, per, zone));
    expect(windowOf(begin - HOUR_MS, per, zone)).not.toBe(windowOf(at, per, zone));
  }
});
