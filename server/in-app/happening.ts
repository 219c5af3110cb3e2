import type { Steps, Transaction } from "#server/database/database.ts";
import { type NotingServices, noteTouched } from "#server/engine/segments/note-touched.ts";
import type { InAppKind } from "#server/http/in-app.ts";
import { findShownInApp, notedOf } from "#server/store/in-app-messages.ts";
import { insertInteractions } from "#server/store/interactions.ts";
import { isMachine } from "#workflows/machine-visits.ts";

/** What a page tells of a message. */
export interface InAppHappened {
  messageId: number;
  kind: InAppKind;
  at: number;
  userAgent: string;
  /** The browser says itself that nobody looks at the page yet. */
  prefetch: boolean;
}

/**
 * Writes down what happened to a message: each kind once, and once more where only a machine had done it. Where nobody
 * is to be watched, because the shop, the workflow or the person wants it so, nothing is kept of who saw and clicked.
 * That somebody closed a message is kept all the same: it is no statistic but what they asked for, and without it the
 * same message would come up again in their other browsers. "gone": there is no such message any more; "over": it is
 * not shown any more.
 */
export function* noteInApp(
  tx: Transaction,
  { messageId, kind, at, userAgent, prefetch }: InAppHappened,
  { isTracking, noting = null }: { isTracking: boolean; noting?: NotingServices | null },
): Steps<"noted" | "gone" | "over"> {
  const message = yield* findShownInApp(messageId);
  if (!message) return "gone";
  if (message.rendered.untilAt <= at) return "over";
  const isWatched = isTracking && !message.trackingOff && message.rendered.untracked !== true;
  if (kind !== "dismissed" && !isWatched) return "noted";
  const visit = { kind: "clicked" as const, url: null, at, userAgent, prefetch };
  const machine = isMachine(visit, message);
  const noted = yield* notedOf(tx, messageId, kind);
  if (noted.some((one) => machine || !one.machine)) return "noted";
  const url = kind === "clicked" ? message.rendered.url || null : null;
  yield* insertInteractions(tx, [{ messageId, profileId: message.profileId, kind, machine, url, at }]);
  if (noting) yield* noteTouched(noting, message.profileId, { kind: "messages" }, at);
  return "noted";
}
