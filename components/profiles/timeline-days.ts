import type { useTranslations } from "next-intl";
import { formatDate } from "#components/ui/format-time.ts";
import type { InterfaceLanguage } from "#locales/texts.ts";

const HALF_DAY_MS = 12 * 3_600_000;

type Words = { t: ReturnType<typeof useTranslations<"profiles">>; language: InterfaceLanguage };

export type Day<Item> = {
  /** "Today", "Yesterday", "Wed 4 Mar 2026". */
  label: string;
  items: Item[];
};

/** Puts what follows each other on the same day of a zone together. The order stays; times are epoch milliseconds. */
export function groupByDay<Item extends { at: number }>(
  items: readonly Item[],
  now: number,
  timeZone: string,
  words: Words,
): Day<Item>[] {
  const days: Day<Item>[] = [];
  for (const item of items) {
    const label = wordDay(item.at, now, timeZone, words);
    const last = days.at(-1);
    if (last?.label === label) last.items.push(item);
    else days.push({ label, items: [item] });
  }
  return days;
}

function wordDay(at: number, now: number, timeZone: string, { t, language }: Words): string {
  const date = formatDate(at, timeZone, language);
  const today = formatDate(now, timeZone, language);
  if (date === today) return t("timeline.today");
  if (date === yesterday(now, timeZone, language)) return t("timeline.yesterday");
  return t("timeline.day", {
    weekday: weekday(at, timeZone, language),
    date,
  });
}

/** In steps of half a day, so that days of 23 and 25 hours are neither skipped nor taken twice. */
function yesterday(now: number, timeZone: string, language: InterfaceLanguage): string {
  const today = formatDate(now, timeZone, language);
  let at = now;
  while (formatDate(at, timeZone, language) === today) at -= HALF_DAY_MS;
  return formatDate(at, timeZone, language);
}

function weekday(at: number, timeZone: string, language: InterfaceLanguage): string {
  return new Intl.DateTimeFormat(language, { timeZone, weekday: "short" }).format(at);
}
