import { CATEGORIES } from "./products.ts";
import type { Random } from "./random.ts";
import type { Habits, Shopper } from "./shopper.ts";
import { busyness, isWaking, shoppingMoment } from "./shopping-hours.ts";
import { visit } from "./visit.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const BETWEEN_VISITS_MIN_MS = 20 * MINUTE_MS;
/** Most shops empty a cart that nobody touched for this long. */
const CART_KEPT_MS = 14 * DAY_MS;

/** Every so many people, one left a cart behind only just now, so that there is always someone to win back. */
const FRESH_CART_EVERY = 40;
const FRESH_CART_MIN_MS = 15 * MINUTE_MS;
const FRESH_CART_MAX_MS = 20 * 60 * MINUTE_MS;

/**
 * How one person shops. Visits and drop-out follow the shape of the BG/NBD model: each person has their own rate and
 * their own chance to leave for good, so most come once or twice and a few come back all year.
 */
export function drawHabits(random: Random): Habits {
  const visitsPerDay = Math.max(random.gamma(0.9, 0.14), 0.004);
  return {
    favouriteCategory: random.pick(CATEGORIES),
    visitEveryDays: 1 / visitsPerDay,
    dropOut: random.beta(0.75, 2.6),
    appetite: random.beta(1.3, 2.2),
  };
}

/**
 * Everything the shopper does after signing up. Days are counted back from `now`: day 1 is the last 24 hours, so a
 * visit never starts in the future whatever the shopper's zone.
 */
export function shopUntil(now: number, signUpDay: number, shopper: Shopper): void {
  const { habits, random, timezone } = shopper;
  visit(shopper, shopper.lastAt + random.integer(MINUTE_MS / 3, 4 * MINUTE_MS), "open");
  let day = signUpDay;
  while (!random.chance(habits.dropOut)) {
    day -= Math.max(1, Math.round(random.exponential(habits.visitEveryDays)));
    if (day < 1) break;
    const moment = shoppingMoment(now - day * DAY_MS, timezone, random);
    if (!random.chance(busyness(moment, timezone))) continue;
    comeBack(shopper, Math.max(moment, shopper.lastAt + BETWEEN_VISITS_MIN_MS), "open");
  }
  if (shopper.number % FRESH_CART_EVERY === 0) leaveFreshCart(now, shopper);
}

function comeBack(shopper: Shopper, at: number, ending: "open" | "abandoned cart"): void {
  if (at - shopper.lastAt > CART_KEPT_MS) shopper.cart = null;
  visit(shopper, at, ending);
}

function leaveFreshCart(now: number, shopper: Shopper): void {
  const ago = FRESH_CART_MIN_MS * (FRESH_CART_MAX_MS / FRESH_CART_MIN_MS) ** shopper.random.next();
  const at = Math.round(now - ago);
  if (!isWaking(at, shopper.timezone) || at < shopper.lastAt + BETWEEN_VISITS_MIN_MS) return;
  comeBack(shopper, at, "abandoned cart");
}
