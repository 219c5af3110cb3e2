import { formatDate } from "#components/ui/format-time.ts";

const HALF_DAY_MS = 12 * 3_600_000;

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
): Day<Item>[] {
  const days: Day<Item>[] = [];
  for (const item of items) {
    const label = wordDay(item.at, now, timeZone);
    const last = days.at(-1);
    if (last?.label === label) last.items.push(item);
    else days.push({ label, items: [item] });
  }
  return days;
}

function wordDay(at: number, now: number, timeZone: string): string {
  const date = formatDate(at, timeZone);
  const today = formatDate(now, timeZone);
  if (date === today) return "Today";
  if (date === yesterday(now, timeZone)) return "Yesterday";
  return `${weekday(at, timeZone)} ${date}`;
}

/** In steps of half a day, so that days of 23 and 25 hours are neither skipped nor taken twice. */
function yesterday(now: number, timeZone: string): string {
  const today = formatDate(now, timeZone);
  let at = now;
  while (formatDate(at, timeZone) === today) at -= HALF_DAY_MS;
  return formatDate(at, timeZone);
}

function weekday(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short" }).format(at);
}
