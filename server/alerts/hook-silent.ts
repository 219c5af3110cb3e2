import type { HookRhythm } from "#server/store/alert-reads.ts";
import type { Found } from "#server/store/alerts.ts";
import type { Check, CheckContext } from "./check.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** A shop's quiet evening is no silence, however busy the hook. */
const SILENT_AT_LEAST_MS = 6 * HOUR_MS;
const SILENT_AT_MOST_MS = 3 * DAY_MS;
const GAPS = 3;
/** So many receipts make a rhythm even when the older ones of the week are no longer kept. */
const BUSY_RECEIPTS = 5_000;

/** A hook that received something every day receives nothing any more. */
export function hookSilent(): Check {
  /** Of hooks that may be silent: counting what they received is done once for each silence. */
  const rhythms = new Map<number, { lastReceivedAt: number; rhythm: HookRhythm }>();
  return {
    code: "hook.silent",
    async find(context) {
      const found: Found[] = [];
      for (const hook of context.hooks) {
        const { id, name, lastReceivedAt, offAt, createdAt } = hook;
        if (offAt !== null || lastReceivedAt === null) continue;
        const silentMs = context.now - lastReceivedAt;
        if (silentMs < SILENT_AT_LEAST_MS || !mayTell(context, id)) continue;
        if (lastReceivedAt - createdAt < WEEK_MS - DAY_MS) continue;
        const known = rhythms.get(id);
        const since = lastReceivedAt - WEEK_MS;
        const rhythm =
          known?.lastReceivedAt === lastReceivedAt
            ? known.rhythm
            : await context.reads.readHookRhythm({ hookId: id, since });
        rhythms.set(id, { lastReceivedAt, rhythm });
        const limitMs = silenceLimitMs(rhythm, lastReceivedAt);
        if (limitMs === null || silentMs < limitMs) continue;
        found.push({ subject: String(id), values: { name, hours: Math.floor(silentMs / HOUR_MS) } });
      }
      return found;
    },
  };
}

/** From how long a silence on something must be wrong; null for a hook that was never busy enough to tell. */
export function silenceLimitMs(
  { count, firstAt, longestGapMs }: HookRhythm,
  lastReceivedAt: number,
): number | null {
  if (firstAt === null || longestGapMs === null || longestGapMs > DAY_MS) return null;
  const wholeWeek = lastReceivedAt - firstAt >= WEEK_MS - DAY_MS || count >= BUSY_RECEIPTS;
  if (!wholeWeek) return null;
  return Math.min(SILENT_AT_MOST_MS, Math.max(SILENT_AT_LEAST_MS, GAPS * longestGapMs));
}

/** A server that was off itself has heard nothing, and its hooks may have been called all the same. */
function mayTell({ now, watchingSince, isOpen }: CheckContext, hookId: number): boolean {
  return now - watchingSince >= SILENT_AT_LEAST_MS || isOpen("hook.silent", String(hookId));
}
