const DAY_MS = 86_400_000;

/**
 * For browsers that have none. It knows which dates exist and takes any zone (`isTimeZone` asks `Intl` too). Its days
 * have 24 hours: near enough for the example from which a form takes its variables.
 */
const standIn = {
  PlainDate: { from: (text: string) => readLocalDateTime(`${text}T00:00`) },
  PlainDateTime: { from: readLocalDateTime },
  Instant: {
    fromEpochMilliseconds: (at: number) => ({ toZonedDateTimeISO: () => zonedAt(at) }),
  },
};

interface Zoned {
  epochMilliseconds: number;
  offsetNanoseconds: number;
  add(duration: { days?: number; weeks?: number; milliseconds?: number }): Zoned;
  getTimeZoneTransition(): null;
}

function zonedAt(at: number): Zoned {
  return {
    epochMilliseconds: at,
    offsetNanoseconds: 0,
    add: ({ days = 0, weeks = 0, milliseconds = 0 }) =>
      zonedAt(at + (days + 7 * weeks) * DAY_MS + milliseconds),
    getTimeZoneTransition: () => null,
  };
}

/**
 * What `temporal-polyfill` is in the browser: the browser's own, where it has one. The canvas draws and checks workflows
 * and shows no date that it worked out; runs and the fast clock do, on the server. The library would be a twentieth of
 * the page.
 */
export const Temporal = (globalThis as { Temporal?: unknown }).Temporal ?? standIn;

/** Throws for a date or a time that does not exist, "2026-02-30T09:00". */
function readLocalDateTime(text: string): Date {
  const date = new Date(`${text}Z`);
  // A day too many becomes one of the next month, or no date at all.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) throw new RangeError(text);
  return date;
}
