import { formatMoney } from "#components/profiles/money.ts";
import type { InterfaceLanguage } from "#locales/texts.ts";
import type { HoldoutResult } from "./outputs.ts";

type Difference = NonNullable<HoldoutResult["converted"]>;

/** How results write their numbers. */
export interface ResultWords {
  count(value: number): string;
  /** "12.5%" of two counts; "–" where there is nothing to divide by. */
  share(count: number, of: number): string;
  money(amount: number): string;
  /** A difference of shares in points with its sign: "+3.2". */
  points(share: number): string;
  /** A difference of amounts with its sign. */
  moneyDifference(amount: number): string;
  /** A moment's day: "10 Mar", with its year when asked. */
  day(at: number, withYear: boolean): string;
  /** The day as the address has it: "2026-03-10". */
  isoDay(at: number): string;
}

export function resultWords(language: InterfaceLanguage, zone: string, currency: string): ResultWords {
  const whole = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(language, { maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const short = new Intl.DateTimeFormat(language, { timeZone: zone, day: "numeric", month: "short" });
  const long = new Intl.DateTimeFormat(language, {
    ...{ timeZone: zone, day: "numeric", month: "short", year: "numeric" },
  });
  const iso = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" },
  });
  const money = (amount: number) => formatMoney(amount, currency, language);
  return {
    count: (value) => whole.format(value),
    share: (count, of) => (of === 0 ? "–" : percent.format(count / of)),
    money,
    points: (share) => signed.format(share * 100),
    moneyDifference: (amount) => (amount > 0 ? `+${money(amount)}` : money(amount)),
    day: (at, withYear) => (withYear ? long : short).format(at),
    isoDay: (at) => iso.format(at),
  };
}

/** Whether chance alone hardly explains a difference: zero is not between its ends. */
export function isSure({ low, high }: Difference): boolean {
  return low > 0 || high < 0;
}
