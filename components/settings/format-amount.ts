import type { SettingsWords } from "./settings-words.ts";

const KIB = 1024;
const UNITS = ["bytes", "KB", "MB", "GB", "TB"] as const;
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** A size such as "12.4 MB". */
export function formatBytes(bytes: number, t: SettingsWords): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= KIB && unit < UNITS.length - 1) {
    amount /= KIB;
    unit += 1;
  }
  if (unit === 0) return t("amount.bytes", { count: String(amount) });
  return t("amount.size", { amount: amount.toFixed(amount >= 100 ? 0 : 1), unit: UNITS[unit] ?? "" });
}

/** How long something has been running, such as "3 days, 4 h"; `seconds` is whole. */
export function formatUptime(seconds: number, t: SettingsWords): string {
  const days = Math.floor(seconds / DAY_S);
  const hours = Math.floor((seconds % DAY_S) / HOUR_S);
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
  if (days > 0) return t("amount.days", { days, hours });
  if (hours > 0) return t("amount.hours", { hours, minutes });
  return minutes > 0 ? t("amount.minutes", { minutes }) : t("amount.moment");
}
