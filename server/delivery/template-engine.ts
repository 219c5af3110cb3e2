import { type Context, filters, Liquid, type LiquidOptions } from "liquidjs";
import { safeLink } from "./design/address.ts";
import {
  formatDate,
  formatDateTime,
  formatMoney,
  formatTime,
  instantOf,
  isCalendarDay,
  isDateStyle,
} from "./template-format.ts";

/** Tags that read other templates: there are none to read. */
const REFUSED_TAGS = ["include", "render", "layout", "block"];
/** Engines differ by language and zone; a shop with more combinations than this rebuilds a few. */
const ENGINES_KEPT_MAX = 64;
const ZONES_KEPT_MAX = 1_000;
const DEFAULT_LOCALE = "en";
const DEFAULT_ZONE = "UTC";
const DEFAULT_CURRENCY = "USD";

/** Thrown when a template uses a tag that this engine does not offer. */
export class RefusedTag extends Error {
  readonly tag: string;
  constructor(tag: string) {
    super(`the tag "${tag}" is not available`);
    this.tag = tag;
  }
}

/** What the values in a template are escaped for, unless the filter `raw` stands last: HTML, or a part of an address. */
export type Escapes = boolean | "url";

const engines = new Map<string, Liquid>();

/**
 * A Liquid engine for this data's language and zone, without files, code or inherited properties. `escapes`: values
 * are written as text of HTML, unless the filter `raw` stands last.
 */
export function templateEngine(data: Record<string, unknown>, escapes: Escapes = false): Liquid {
  const locale = usableLocale(setting(data, "locale"));
  const zone = usableZone(setting(data, "zone"));
  const key = `${locale} ${zone} ${escapes}`;
  const kept = engines.get(key);
  if (kept) return kept;
  if (engines.size >= ENGINES_KEPT_MAX) engines.clear();
  const engine = makeEngine(locale, zone, escapes);
  engines.set(key, engine);
  return engine;
}

function makeEngine(locale: string, zone: string, escapes: Escapes): Liquid {
  const options: LiquidOptions = {
    ownPropertyOnly: true,
    strictFilters: true,
    locale,
    timezoneOffset: zone,
    // An empty set of templates also takes the file system away.
    templates: {},
    ...(escapes ? { outputEscape: escapes === "url" ? escapeForUrl : ("escape" as const) } : {}),
  };
  const engine = new Liquid(options);
  for (const tag of REFUSED_TAGS) {
    engine.registerTag(tag, {
      parse() {
        throw new RefusedTag(tag);
      },
      render() {},
    });
  }
  addDateFilters(engine, locale, zone);
  engine.registerFilter("safe_link", safeLink);
  engine.registerFilter("money", function (amount: unknown, currency?: unknown) {
    const wanted = currency || settingOf(this.context, "currency") || DEFAULT_CURRENCY;
    return formatMoney(amount, String(wanted), locale);
  });
  return engine;
}

/** What is no date becomes nothing, so that `default` can stand behind any of them. */
function addDateFilters(engine: Liquid, locale: string, zone: string) {
  const builtIn = filters.date;
  engine.registerFilter("date", function (value: unknown, format?: unknown, otherZone?: unknown) {
    const instant = instantOf(value, nowOf(this.context));
    if (instant === null || typeof builtIn !== "function") return "";
    const place = isCalendarDay(value) ? "UTC" : zone;
    if (format === undefined || isDateStyle(format)) return formatDate(instant, format, locale, place);
    return builtIn.call(this, new Date(instant), format, otherZone ?? place);
  });
  const styled = {
    time: formatTime,
    datetime: formatDateTime,
    // What the two were called at first.
    local_date: formatDate,
    local_time: formatTime,
  };
  for (const [name, format] of Object.entries(styled)) {
    engine.registerFilter(name, function (value: unknown, style?: unknown) {
      const place = isCalendarDay(value) ? "UTC" : zone;
      return format(instantOf(value, nowOf(this.context)), style, locale, place);
    });
  }
}

/** A value as one part of a path or a query: none of it can begin another. */
function escapeForUrl(value: unknown): string {
  if (value === null || value === undefined || value === false) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  // Within a path, one or two dots would lead upwards, however they are written.
  return /^\.{1,2}$/.test(text) ? "" : encodeURIComponent(text.toWellFormed());
}

function nowOf(context: Context): unknown {
  return context.getSync(["now"]);
}

function settingOf(context: Context, name: string): unknown {
  return context.getSync([name]) ?? context.getSync(["shop", name]);
}

function setting(data: Record<string, unknown>, name: "locale" | "zone"): unknown {
  return data[name] ?? property(data.profile, name) ?? property(data.shop, name);
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function usableLocale(value: unknown): string {
  try {
    return typeof value === "string"
      ? (Intl.getCanonicalLocales(value)[0] ?? DEFAULT_LOCALE)
      : DEFAULT_LOCALE;
  } catch {
    return DEFAULT_LOCALE;
  }
}

/** Asking for a zone takes as long as the rest of a message. */
const zones = new Map<string, string>();

function usableZone(value: unknown): string {
  if (typeof value !== "string") return DEFAULT_ZONE;
  const known = zones.get(value);
  if (known) return known;
  if (zones.size >= ZONES_KEPT_MAX) zones.clear();
  const zone = canonicalZone(value);
  zones.set(value, zone);
  return zone;
}

function canonicalZone(value: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return DEFAULT_ZONE;
  }
}
