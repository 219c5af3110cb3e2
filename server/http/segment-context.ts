import type { Hints, Traits } from "#server/engine/intake.ts";
import { isTimeZone } from "#workflows/duration.ts";
import { readTraits } from "./segment-traits.ts";

/** Answers that are remembered: a site's visitors have some dozens of languages, and anybody may send in others. */
const LOCALE_ANSWERS_MAX = 500;
/** No language tag that a browser or phone sends is longer. */
const LOCALE_MAX_CHARS = 64;
const localeAnswers = new Map<string, boolean>();

type Fields = Record<string, unknown>;

/** What the visitor's browser or phone is set to, as far as it can be used. */
export function hintsOf(context: unknown): Hints | undefined {
  if (!isObject(context)) return undefined;
  const { timezone, locale } = context;
  if (timezone === undefined && locale === undefined) return undefined;
  return {
    ...(typeof timezone === "string" && isTimeZone(timezone) && { timezone }),
    ...(typeof locale === "string" && isLocale(locale) && { locale }),
  };
}

/** What the context says of the page. */
export function pageOf(context: unknown): Fields {
  return partOf(context, "page") ?? {};
}

/** The properties with the campaign that led to the event, unless they say it themselves. */
export function withCampaign(properties: Fields, context: unknown): Fields {
  const campaign = partOf(context, "campaign");
  // Segment's browser library sends an empty one for every address with a question mark in it.
  if (!campaign || Object.keys(campaign).length === 0 || Object.hasOwn(properties, "campaign"))
    return properties;
  return { ...properties, campaign };
}

/**
 * What a program says of the person beside an event; null when it says nothing, or something that cannot be used, for
 * which no event is refused.
 */
export function traitsOf(context: unknown): Traits | null {
  const part = partOf(context, "traits");
  const traits = part && readTraits(part);
  return typeof traits === "string" ? null : traits;
}

function partOf(context: unknown, name: string): Fields | null {
  if (!isObject(context)) return null;
  const part = context[name];
  return isObject(part) ? part : null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether it is a language tag (BCP 47). Each visitor sends theirs with each event: the answers are remembered. */
function isLocale(locale: string): boolean {
  if (locale.length > LOCALE_MAX_CHARS) return false;
  const known = localeAnswers.get(locale);
  if (known !== undefined) return known;
  const answer = askForLocale(locale);
  if (localeAnswers.size >= LOCALE_ANSWERS_MAX) localeAnswers.clear();
  localeAnswers.set(locale, answer);
  return answer;
}

function askForLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
