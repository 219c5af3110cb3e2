const KIB = 1024;
const UNITS = ["bytes", "KB", "MB", "GB", "TB"];
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** A size such as "12.4 MB". */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= KIB && unit < UNITS.length - 1) {
    amount /= KIB;
    unit += 1;
  }
  const digits = unit === 0 || amount >= 100 ? 0 : 1;
  return `${amount.toFixed(digits)} ${UNITS[unit]}`;
}

/** How long something has been running, such as "3 days, 4 h"; `seconds` is whole. */
export function formatUptime(seconds: number): string {
  const days = Math.floor(seconds / DAY_S);
  const hours = Math.floor((seconds % DAY_S) / HOUR_S);
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
  if (days > 0) return `${days} ${days === 1 ? "day" : "days"}, ${hours} h`;
  if (hours > 0) return `${hours} h, ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : "less than a minute";
}
