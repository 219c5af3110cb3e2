import { EVENT_KEYS_KEPT_MS } from "#server/engine/housekeeping.ts";

/** For so long an id that a program gives to an event or a start is known again, as the reference says it. */
export const REMEMBERED_DAYS = EVENT_KEYS_KEPT_MS / 86_400_000;
