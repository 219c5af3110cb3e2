import fc from "fast-check";
import type { Periods } from "../types.ts";
import { type MadeShop, SHOP_DAYS, SHOP_FROM, scopeOf } from "./random-shop.ts";

const DAY_MS = 24 * 3_600_000;
const FIRST_DAYS = 40;
/** Properties are tried with so many shops on each database. */
export const RUNS = 25;

export const periods = fc.constantFrom("day" as const, "week" as const, "month" as const);

/** A part of the time of the shops. */
export const spans = fc
  .record({ day: fc.nat({ max: FIRST_DAYS }), days: fc.integer({ min: 1, max: SHOP_DAYS - FIRST_DAYS }) })
  .map(({ day, days }) => {
    const from = SHOP_FROM + day * DAY_MS + 7 * 3_600_000;
    return { from, to: from + days * DAY_MS };
  });

export const questions = fc
  .record({ period: periods, span: spans })
  .map(({ period, span }) => ({ period, ...span }));

export function periodsOf(shop: MadeShop, question: Pick<Periods, "period" | "from" | "to">): Periods {
  return { ...scopeOf(shop), ...question };
}
