/** What a program says about the time of an event. */
export interface SaidTimes {
  timestamp?: string | null;
  /** The sender's clock when it happened, where a program in between has set `timestamp`. */
  originalTimestamp?: string | null;
  /** The sender's clock when it sent the event. */
  sentAt?: string | null;
}

export const NOT_A_TIME = "is not a time like 2026-05-01T12:00:00Z";

/** As nearly all programs write it, and as the language's own parser reads it. */
const COMMON = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/** Other spellings of ISO 8601, such as those of Java and of strftime. */
const OTHER =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<minute>\d\d:\d\d)(?<second>:\d\d(?:[.,]\d+)?)?(?: ?(?:Z|(?<hours>[+-](?:[01]\d|2[0-3]))(?::?(?<minutes>[0-5]\d))?))?)?$/i;
/** No month has fewer. */
const MONTH_MIN_DAYS = 28;

/**
 * The moment that a text names, in epoch milliseconds; NaN where it names none. A day alone is its midnight, and what
 * has no zone is UTC, as Segment says of all its times.
 */
export function readTime(said: string): number {
  const spelled = COMMON.test(said) ? said : commonSpelling(said);
  // The parser takes 31 February for a day in March.
  return Number(spelled.slice(8, 10)) <= MONTH_MIN_DAYS || isInCalendar(spelled.slice(0, 10))
    ? Date.parse(spelled)
    : Number.NaN;
}

function commonSpelling(said: string): string {
  const { date, minute = "00:00", second = ":00", hours, minutes = "00" } = OTHER.exec(said)?.groups ?? {};
  if (date === undefined) return "";
  return `${date}T${minute}${second.replace(",", ".")}${hours === undefined ? "Z" : `${hours}:${minutes}`}`;
}

function isInCalendar(date: string): boolean {
  const at = Date.parse(date);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

/**
 * When an event happened, as Segment reckons it: as long before it arrived as the sender's own clock says that it
 * happened before sending, however wrong that clock is. Never in the future: timers would rest on it. `batchSentAt` is
 * when the whole batch was sent, by the sender's clock. A text says which time cannot be read.
 */
export function eventTime(
  { timestamp, originalTimestamp, sentAt }: SaidTimes,
  batchSentAt: number | null,
  receivedAt: number,
): number | string {
  const told = timestamp ?? originalTimestamp ?? null;
  if (told === null) return receivedAt;
  const at = readTime(told);
  if (Number.isNaN(at)) return `${timestamp === told ? "timestamp" : "originalTimestamp"} ${NOT_A_TIME}`;
  const sent = sentAt === null || sentAt === undefined ? batchSentAt : readTime(sentAt);
  if (sent === null) return Math.min(at, receivedAt);
  return Number.isNaN(sent) ? `sentAt ${NOT_A_TIME}` : Math.min(receivedAt - (sent - at), receivedAt);
}
