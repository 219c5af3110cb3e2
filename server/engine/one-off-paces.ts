import type { Steps } from "#server/database/database.ts";
import type { DueMessage } from "#server/store/due-messages.ts";
import { hasHandedOther } from "#server/store/one-off-sending.ts";
import { EvenPace } from "./even-pace.ts";
import type { Live } from "./live.ts";

const HOUR_MINUTES = 60;

/**
 * Hands each one-off message over to no more people within an hour than its owner wants. They are let in at that pace
 * already; this holds it where something kept many of them waiting meanwhile, such as quiet hours or the switch for all
 * sending, so that they do not all have it in the moment that this is over.
 */
export class OneOffPaces {
  readonly #paces = new Map<number, EvenPace>();

  /** How many more people may have it at `now`; without a limit for every other workflow. */
  room(live: Live, workflowId: number | null, now: number): number {
    const pace = this.#paceOf(live, workflowId);
    return pace ? pace.kept.room(pace.perMinute, now) : Number.POSITIVE_INFINITY;
  }

  /** Somebody has it at `now`. */
  take(live: Live, workflowId: number | null, now: number): void {
    const pace = this.#paceOf(live, workflowId);
    pace?.kept.take(pace.perMinute, 1, now);
  }

  /** From when on there is room for one. */
  opensAt(live: Live, workflowId: number | null, now: number): number {
    const pace = this.#paceOf(live, workflowId);
    return pace ? pace.kept.opensAt(pace.perMinute, now) : now;
  }

  #paceOf(live: Live, workflowId: number | null): { kept: EvenPace; perMinute: number } | null {
    const perHour =
      live.oneOffs.find((version) => version.workflowId === workflowId)?.oneOff?.perHour ?? null;
    if (workflowId === null || perHour === null) return null;
    const kept = this.#paces.get(workflowId) ?? new EvenPace();
    this.#paces.set(workflowId, kept);
    return { kept, perMinute: perHour / HOUR_MINUTES };
  }
}

/** Whether it goes to somebody who has had their place: in another of their browsers, or with an earlier attempt. */
export function* hasItsPlace({ message }: DueMessage): Steps<boolean> {
  if (message.handedAt !== null || message.attempts > 0) return true;
  return message.channel === "web-push" && message.runId !== null && (yield* hasHandedOther(message.runId));
}
