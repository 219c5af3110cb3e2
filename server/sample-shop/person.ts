import { type City, COUNTRIES, type Country } from "./countries.ts";
import type { NamePart } from "./names.ts";
import type { Random } from "./random.ts";
import { shopperLabel } from "./shopper.ts";

const DAY_MS = 86_400_000;
const YEAR_MS = 365.2425 * DAY_MS;
const AGE_MIN_YEARS = 19;
const AGE_MAX_YEARS = 78;

/** One in so many bought without leaving an email address. */
const WITHOUT_EMAIL_EVERY = 27;
const PHONE_CHANCE = 0.45;
const BIRTHDAY_CHANCE = 0.42;

export type EmailConsent = "granted" | "unknown" | "withdrawn";
export type SignUpSource = "newsletter form" | "account page" | "friend's link";

/** Who a customer is, before they do anything. */
export interface Person {
  firstName: string;
  lastName: string;
  name: string;
  /** At example.com, so that nothing can reach a stranger; null for those who never gave one. */
  email: string | null;
  /** In E.164 form, from a range set aside for fiction. */
  phone: string | null;
  country: Country;
  city: City;
  /** "YYYY-MM-DD". */
  birthday: string | null;
  source: SignUpSource;
  emailConsent: EmailConsent;
}

/** Makes up the shop's customer with this number. No two numbers share an email address. */
export function drawPerson(number: number, now: number, random: Random): Person {
  const country = random.pickWeighted(COUNTRIES, (each) => each.weight);
  const city = random.pickWeighted(country.cities, (each) => each.weight);
  const given = random.pick(country.names.given);
  const family = random.pick(country.names.family);
  const source = random.pickWeighted(SOURCES, (each) => each.weight);
  const consent = random.pickWeighted(CONSENTS, (each) => each.weight[source.name]);
  const hasEmail = number % WITHOUT_EMAIL_EVERY !== 0;
  return {
    firstName: written(given),
    lastName: written(family),
    name: country.familyNameFirst
      ? `${written(family)}${written(given)}`
      : `${written(given)} ${written(family)}`,
    email: hasEmail ? `${latin(given)}.${latin(family)}.${shopperLabel(number)}@example.com` : null,
    phone: random.chance(PHONE_CHANCE) ? fictionalPhone(country, number) : null,
    country,
    city,
    birthday: random.chance(BIRTHDAY_CHANCE) ? drawBirthday(now, random) : null,
    source: source.name,
    emailConsent: hasEmail ? consent.status : "unknown",
  };
}

const SOURCES: ReadonlyArray<{ name: SignUpSource; weight: number }> = [
  { name: "newsletter form", weight: 45 },
  { name: "account page", weight: 35 },
  { name: "friend's link", weight: 20 },
];

const CONSENTS: ReadonlyArray<{ status: EmailConsent; weight: Record<SignUpSource, number> }> = [
  { status: "granted", weight: { "newsletter form": 91, "account page": 48, "friend's link": 60 } },
  { status: "unknown", weight: { "newsletter form": 0, "account page": 45, "friend's link": 33 } },
  { status: "withdrawn", weight: { "newsletter form": 9, "account page": 7, "friend's link": 7 } },
];

function written(part: NamePart): string {
  return typeof part === "string" ? part : part[0];
}

function latin(part: NamePart): string {
  if (typeof part !== "string") return part[1];
  // The dotless ı is a letter of its own, so taking accents off leaves it as it is.
  const unaccented = part.normalize("NFD").replaceAll("ı", "i");
  return unaccented.toLowerCase().replace(/[^a-z]/g, "");
}

/** The number picks the phone, so two people share one only in a very large shop. */
function fictionalPhone({ phones }: Country, number: number): string | null {
  if (!phones) return null;
  const { prefixes, digits } = phones;
  const line = Math.floor(number / prefixes.length) % 10 ** digits;
  return `${prefixes[number % prefixes.length]}${String(line).padStart(digits, "0")}`;
}

function drawBirthday(now: number, random: Random): string {
  const age = AGE_MIN_YEARS + random.beta(2, 3) * (AGE_MAX_YEARS - AGE_MIN_YEARS);
  return new Date(now - age * YEAR_MS).toISOString().slice(0, 10);
}
