import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { DAY_MS } from "./sample-facts.ts";

// Changes of an hour, of half an hour, in Ramadan, before midnight, at midnight, of a whole day, and none at all.
const zones = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "America/Nuuk",
  "Africa/Cairo",
  "Pacific/Apia",
  "Asia/Kathmandu",
);
const anyMoment = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2040, 0, 1) });
/** Within a day of a clock change of the zone: where things go wrong. */
const aroundChange = (zone: string) =>
  fc.tuple(anyMoment, fc.integer({ min: -DAY_MS, max: DAY_MS })).map(([from, offset]) => {
    const change = Temporal.Instant.fromEpochMilliseconds(from)
      .toZonedDateTimeISO(zone)
      .getTimeZoneTransition("next");
    return (change?.epochMilliseconds ?? from) + offset;
  });
/** A moment and a zone, often close to a change of its clocks. */
export const places = zones.chain((zone) =>
  fc.record({ zone: fc.constant(zone), now: fc.oneof(anyMoment, aroundChange(zone)) }),
);
/** "09:05" */
export const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => clock(hour, minute));

export function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
