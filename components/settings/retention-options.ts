import type { SelectOption } from "#components/ui/select.tsx";
import type { SettingsWords } from "./settings-words.ts";

const DAYS = [30, 90, 180, 365, 730, 1825, 3650];
/** From here on a number of days that makes whole years is told in years. */
const YEAR_DAYS = 365;

/** For how many days something can be kept, with the current choice among them; 0 is for ever. */
export function retentionOptions(current: number, t: SettingsWords): SelectOption[] {
  const days = [...new Set([...DAYS, current])].filter((each) => each !== 0).sort((a, b) => a - b);
  return [...days, 0].map((each) => ({ value: String(each), label: wordDays(each, t) }));
}

function wordDays(days: number, t: SettingsWords): string {
  if (days === 0) return t("retention.forEver");
  return days % YEAR_DAYS === 0
    ? t("retention.years", { count: days / YEAR_DAYS })
    : t("retention.days", { count: days });
}
