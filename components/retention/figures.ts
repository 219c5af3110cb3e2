import { formatMoney } from "#components/profiles/money.ts";
import type { InterfaceLanguage } from "#locales/texts.ts";
import type { Period } from "./outputs.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Beyond it, days and months are told with their year. */
const YEAR_MS = 330 * DAY_MS;

/** What stands where there is no number: nothing happened, or there was nothing to divide by. */
export const NONE = "–";
/** Follows a number whose time is not over. */
const STAR = "*";

/** A number as it is shown; one that can still change has a star. */
export function starred({ text, unfinished }: { text: string; unfinished?: boolean }): string {
  return unfinished && text !== NONE ? text + STAR : text;
}

interface Part {
  count: number;
  of: number;
}

interface Bounds {
  start: number;
  end: number;
  isFinished?: boolean;
}

/** How a report writes its numbers. */
export interface Figures {
  count(value: number): string;
  /** "34.2%" of a share between 0 and 1; "–" where there is none. */
  percent(share: number | null): string;
  share(part: Part): string;
  /** A number with at most two places, such as the pulse. */
  ratio(value: number | null): string;
  /** Of hundredths of the currency. */
  money(cents: number | null): string;
  /** "12.3 days", or hours of what is shorter than a day. */
  time(ms: number | null): string;
  /** A period by its beginning, such as "Mar 2026", with a star while it lasts. */
  period(bounds: Bounds, all: readonly Bounds[]): string;
  /** The day of the zone, as programs read it. */
  isoDay(at: number): string;
}

export interface FiguresOf {
  language: InterfaceLanguage;
  zone: string;
  currency: string | null;
  period: Period;
}

export function figuresOf({ language, zone, currency, period }: FiguresOf): Figures {
  const whole = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const ratio = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const unit = (name: "hour" | "day") =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: name,
      unitDisplay: "long",
      maximumFractionDigits: 1,
    });
  const [hours, days] = [unit("hour"), unit("day")];
  const name = (withYear: boolean) =>
    new Intl.DateTimeFormat(language, {
      timeZone: zone,
      month: "short",
      ...(period === "month"
        ? { year: "numeric" }
        : { day: "numeric", ...(withYear && { year: "numeric" }) }),
    });
  const names = { short: name(false), long: name(true) };
  const iso = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const percent = (value: number | null) => (value === null ? NONE : share.format(value));
  return {
    count: (value) => whole.format(value),
    percent,
    share: (part) => percent(shareOf(part)),
    ratio: (value) => (value === null ? NONE : ratio.format(value)),
    money: (cents) => (cents === null ? NONE : formatMoney(cents / 100, currency, language)),
    time: (ms) => (ms === null ? NONE : ms < DAY_MS ? hours.format(ms / HOUR_MS) : days.format(ms / DAY_MS)),
    period: ({ start, isFinished = true }, all) => {
      const long = (all.at(-1)?.start ?? start) - (all[0]?.start ?? start) > YEAR_MS;
      return names[long ? "long" : "short"].format(start) + (isFinished ? "" : STAR);
    },
    isoDay: (at) => iso.format(at),
  };
}

/** Null where there is nothing to divide by. */
export function shareOf({ count, of }: Part): number | null {
  return of === 0 ? null : count / of;
}
