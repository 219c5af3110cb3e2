import { expect, it } from "vitest";
import { readWindow } from "#workflows/live-window.ts";
import { spanOf } from "./live-span.ts";

const HOUR_MS = 3_600_000;
const now = Date.UTC(2026, 2, 29, 10, 25);

function span(window: string, timezone: string) {
  return spanOf(readWindow(window)!, { now, timezone });
}

it("begins with an hour, and has no end where it reaches up to now", () => {
  expect(span("24h", "UTC")).toEqual({ from: Date.UTC(2026, 2, 28, 10), until: null });
  expect(span("all", "UTC")).toEqual({ from: null, until: null });
});

it("is of whole days where the shop is, also when the clocks change", () => {
  const { from, until } = span("2026-03-29_2026-03-29", "Europe/Berlin");
  expect(from).toBe(Date.UTC(2026, 2, 28, 23));
  expect(until! - from!).toBe(23 * HOUR_MS);
});

it("keeps to hours where days begin in the middle of one", () => {
  const { from, until } = span("2026-03-28_2026-03-29", "Asia/Kolkata");
  expect(from).toBe(Date.UTC(2026, 2, 27, 18));
  expect(until).toBe(Date.UTC(2026, 2, 29, 18));
});
