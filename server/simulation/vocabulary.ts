import type { Random } from "#server/sample-shop/random.ts";

/** Zones that change their clocks on different days, by different amounts, on both halves of the earth, or never. */
export const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "Antarctica/Troll",
  "America/St_Johns",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "UTC",
];

/** Shortly before these moments somebody's clocks change, or a month, a year or a leap day begins. */
const moments = [
  "2026-03-08T07:00Z",
  "2026-03-29T01:00Z",
  "2026-04-04T14:00Z",
  "2026-09-26T14:00Z",
  "2026-10-25T01:00Z",
  "2026-11-01T06:00Z",
  "2026-12-31T12:00Z",
  "2026-02-28T12:00Z",
  "2028-02-28T20:00Z",
  "2026-06-15T09:00Z",
].map((text) => Date.parse(text));

const BEFORE_MAX_MS = 4 * 24 * 3_600_000;

export function pickStart(random: Random): number {
  return random.pick(moments) - random.integer(0, BEFORE_MAX_MS / 60_000) * 60_000;
}

/** What customers do, the likeliest first. */
export const shopEvents = [
  "Product Viewed",
  "Product Added",
  "Signed Up",
  "Order Completed",
  "Product Removed",
  "Cart Viewed",
  "Checkout Started",
  "Order Refunded",
];
/** What an incoming hook makes of the requests that it receives. */
export const HOOK_EVENT = "Form sent";
/** What only workflows record. */
export const ownEvents = ["Welcome finished", "Reward given"];

/** The shop has so many segments, with the ids from 1 on. */
export const SEGMENTS = 3;

export const cities = ["Berlin", "Paris", "Auckland"];
export const plans = ["free", "pro"];
export const dateAttributes = ["renewal_date", "birthday"];
/** Counted up by workflows alone, so that nobody's counting can be lost without being seen. */
export const COUNTER_ATTRIBUTE = "steps_counted";

export function pickEvent(random: Random): string {
  return random.pickWeighted(shopEvents, (name) => shopEvents.length - shopEvents.indexOf(name));
}

export function timeOfDay(random: Random): string {
  const hour = String(random.integer(0, 23)).padStart(2, "0");
  return `${hour}:${random.pick(["00", "30", "15"])}`;
}

/** A date near the given moment: "2026-03-29", sometimes a leap day. */
export function dateNear(random: Random, at: number): string {
  if (random.chance(0.1)) return "2024-02-29";
  const days = random.integer(-3, 12);
  return new Date(at + days * 24 * 3_600_000).toISOString().slice(0, 10);
}
