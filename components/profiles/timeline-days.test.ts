import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import english from "#locales/en/profiles.json";
import { groupByDay } from "./timeline-days.ts";

const t = createTranslator({ locale: "en", namespace: "profiles", messages: { profiles: english } });
const at = (iso: string) => ({ at: Date.parse(iso) });
const labels = (items: { at: number }[], now: string, zone: string) =>
  groupByDay(items, Date.parse(now), zone, { t, language: "en" }).map((day) => [day.label, day.items.length]);

test("items of one day stand together, the order stays", () => {
  const items = [
    at("2026-03-04T20:00:00Z"),
    at("2026-03-04T08:00:00Z"),
    at("2026-03-03T08:00:00Z"),
    at("2026-03-01T08:00:00Z"),
  ];
  expect(labels(items, "2026-03-04T21:00:00Z", "UTC")).toEqual([
    ["Today", 2],
    ["Yesterday", 1],
    ["Sun 1 Mar 2026", 1],
  ]);
});

test("the day is the reader's, not the server's", () => {
  const items = [at("2026-03-04T20:00:00Z"), at("2026-03-04T08:00:00Z")];
  expect(labels(items, "2026-03-04T21:00:00Z", "Asia/Shanghai")).toEqual([
    ["Today", 1],
    ["Yesterday", 1],
  ]);
});

test("yesterday is found across both clock changes", () => {
  // In Berlin 29 Mar 2026 has 23 hours and 25 Oct 2026 has 25.
  const spring = labels([at("2026-03-28T12:00:00Z")], "2026-03-29T21:30:00Z", "Europe/Berlin");
  const autumn = labels([at("2026-10-24T12:00:00Z")], "2026-10-25T22:30:00Z", "Europe/Berlin");
  expect([spring, autumn]).toEqual([[["Yesterday", 1]], [["Yesterday", 1]]]);
});

test("an event from a clock that runs ahead keeps its own date", () => {
  expect(labels([at("2026-03-06T08:00:00Z")], "2026-03-04T21:00:00Z", "UTC")).toEqual([
    ["Fri 6 Mar 2026", 1],
  ]);
});
