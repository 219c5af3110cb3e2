import { useLocale } from "next-intl";
import { formatDate, formatDateTime, formatDistance } from "./format-time.ts";

/** What `format-time.ts` words, in the reader's language. */
export function useTimeFormat() {
  const language = useLocale();
  return {
    formatDate: (at: number, timeZone: string) => formatDate(at, timeZone, language),
    formatDateTime: (at: number, timeZone: string) => formatDateTime(at, timeZone, language),
    formatDistance: (at: number, now: number, timeZone: string) =>
      formatDistance(at, now, timeZone, language),
  };
}
