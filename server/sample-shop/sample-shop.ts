import { HOME_COUNTRY } from "./countries.ts";
import { drawPerson, type EmailConsent, type Person } from "./person.ts";
import { purchaseHistory } from "./purchase-history.ts";
import { seededRandom } from "./random.ts";
import type { SampleEvent } from "./sample-event.ts";
import { type Shopper, shopperLabel } from "./shopper.ts";
import { busyness, shoppingMoment } from "./shopping-hours.ts";
import { drawHabits, shopUntil } from "./shopping-year.ts";

export type { EmailConsent } from "./person.ts";
export type { SampleEvent, SampleEventName } from "./sample-event.ts";

export const SAMPLE_SHOP_SEED = "hearth-and-home";
export const SAMPLE_SHOP_PROFILES = 2000;

const DAY_MS = 86_400_000;
const SHOP_AGE_DAYS = 365;
const HOME_TIMEZONE = "America/New_York";
/** Whoever spent so much in the year is somebody whom the team knows by name. */
const VIP_SPENT = 500;
/** One in so many buys for a shop of their own. */
const WHOLESALE_EVERY = 60;
/** Sign-ups per day at the end of the year, compared with its beginning. */
const GROWTH = 3;

export interface SampleShopOptions {
  /** The present, in epoch milliseconds. Everything happened in the 365 days before it. */
  now: number;
  seed?: string;
  /** How many profiles the shop has. */
  profiles?: number;
}

export interface SampleProfile {
  externalId: string;
  email: string | null;
  name: string;
  phone: string | null;
  /** An IANA zone. */
  timezone: string;
  /** A BCP 47 tag. */
  locale: string;
  attributes: Record<string, unknown>;
  /** When the profile signed up, in epoch milliseconds. */
  createdAt: number;
  consent: { email: EmailConsent };
  /** What the shop's team would have marked people with. */
  tags: string[];
}

/** One profile with everything it did, oldest first. */
export interface SampleShopEntry {
  profile: SampleProfile;
  events: SampleEvent[];
}

/**
 * Makes up a small shop that sells candles, blankets, tea and the like: its customers and what each of them did in
 * the past year, one at a time, so that loading can be done in slices. The same options always give the same shop.
 */
export function* generateSampleShop({
  now,
  seed = SAMPLE_SHOP_SEED,
  profiles = SAMPLE_SHOP_PROFILES,
}: SampleShopOptions): Generator<SampleShopEntry, void, undefined> {
  const days = signUpDays(now, profiles);
  for (const [index, signUpDay] of days.entries()) yield generateEntry(index + 1, signUpDay, now, seed);
}

/** For each profile, oldest first, how many days before `now` it signed up: more of late, and on busy days. */
function signUpDays(now: number, profiles: number): number[] {
  const cumulative: number[] = [];
  let sum = 0;
  for (let day = SHOP_AGE_DAYS; day >= 1; day--) {
    const growth = 1 + (GROWTH - 1) * (1 - day / SHOP_AGE_DAYS);
    sum += growth * busyness(now - (day - 0.5) * DAY_MS, HOME_TIMEZONE);
    cumulative.push(sum);
  }
  let passed = 0;
  return Array.from({ length: profiles }, (_, index) => {
    const target = (sum * (index + 0.5)) / profiles;
    while (passed < SHOP_AGE_DAYS - 1 && cumulative[passed]! <= target) passed += 1;
    return SHOP_AGE_DAYS - passed;
  });
}

function generateEntry(number: number, signUpDay: number, now: number, seed: string): SampleShopEntry {
  // Each profile has its own numbers, so a larger shop begins with the same people as a smaller one.
  const random = seededRandom(`${seed}/${number}`);
  const person = drawPerson(number, now, random);
  const { timezone } = person.city;
  const createdAt = shoppingMoment(now - signUpDay * DAY_MS, timezone, random);
  const shopper: Shopper = {
    number,
    timezone,
    southern: person.country.southern,
    domestic: person.country.code === HOME_COUNTRY,
    habits: drawHabits(random),
    cart: null,
    cartCount: 0,
    events: [{ name: "Signed Up", at: createdAt, properties: { source: person.source } }],
    lastAt: createdAt,
    random,
  };
  shopUntil(now, signUpDay, shopper);
  const events = historyUntil(now, shopper);
  return { profile: sampleProfile(person, createdAt, events, shopper), events };
}

/** What the shopper did up to `now`, numbered in the order of time. */
function historyUntil(now: number, shopper: Shopper): SampleEvent[] {
  return shopper.events
    .filter((event) => event.at <= now)
    .sort((one, other) => one.at - other.at)
    .map((event, index) => ({ ...event, messageId: `sample-${shopperLabel(shopper.number)}-${index + 1}` }));
}

function sampleProfile(
  person: Person,
  createdAt: number,
  events: readonly SampleEvent[],
  shopper: Shopper,
): SampleProfile {
  const { orders_count, total_spent, tier, favorite_category, last_order_at } = purchaseHistory(events);
  return {
    // Nobody's own numbering looks like this: the first customer of a real shop must not be found here.
    externalId: `sample-shop-${shopperLabel(shopper.number)}`,
    email: person.email,
    name: person.name,
    phone: person.phone,
    timezone: person.city.timezone,
    locale: person.country.locale,
    attributes: {
      first_name: person.firstName,
      last_name: person.lastName,
      country: person.country.code,
      city: person.city.name,
      signup_source: person.source,
      tier,
      orders_count,
      total_spent,
      ...(favorite_category && { favorite_category }),
      ...(last_order_at && { last_order_at }),
      ...(person.birthday && { birthday: person.birthday }),
    },
    createdAt,
    consent: { email: person.emailConsent },
    tags: [
      ...(total_spent >= VIP_SPENT ? ["vip"] : []),
      ...(person.source === "friend's link" ? ["brought by a friend"] : []),
      ...(shopper.number % WHOLESALE_EVERY === 0 ? ["wholesale"] : []),
    ],
  };
}
