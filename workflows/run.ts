import type { Duration } from "./duration.ts";
import type { TriggerEvent } from "./node.ts";
import type { Reason } from "./reasons.ts";

/** Under way; at the end of its workflow; taken out of it; or stopped by something that could not be done. */
export const runStatuses = ["active", "finished", "exited", "failed"] as const;
export type RunStatus = (typeof runStatuses)[number];

/** What a run carries from its trigger on: `event` and, for carts, `cart`. */
export type RunData = Record<string, unknown>;

/**
 * What a waiting node meant, stored so that the moment can be worked out again when the profile's zone or dates change.
 * `from` is when the wait began.
 */
export type Intention =
  | { kind: "delay"; from: number; duration: Duration }
  /** Until a time of day on one of these weekdays (1 is Monday, 7 is Sunday). */
  | { kind: "until-time"; from: number; time: string; weekdays: number[] }
  /** Until a date in an attribute, some days before (negative) or after it. */
  | { kind: "until-date"; from: number; attribute: string; offsetDays: number; time: string }
  /** Until a date and time, "2026-12-24T09:00", where the profile lives, and so long after it. */
  | { kind: "until-moment"; from: number; at: string; laterMs: number }
  /** For something to happen; the time is when patience ends. */
  | { kind: "wait-for"; from: number; timeout: Duration };

/** One profile's journey through one version, as the interpreter sees it. */
export interface RunState {
  /** The node it is at. */
  nodeId: string;
  /** Grows with each arrival at a node: it tells the third arrival from the first. */
  visit: number;
  data: RunData;
  /** How many workflows stand behind it: 0 for a run that a customer started, 1 for one that such a run started, … */
  depth?: number;
  /**
   * When the event happened that started it, and else when it began: what is older does not end it. An event may be told
   * late, together with what came right after it. Absent in a run of which nobody knows: anything may end it.
   */
  since?: number;
  waiting: { kind: "time"; until: number; intention: Intention } | { kind: "effect" } | null;
}

/** What became of an effect. `skipped`: a rule said no. `unknown`: it may have arrived. */
export type EffectOutcome = "sent" | "skipped" | "failed" | "unknown";

/**
 * What the receiver of a webhook answered, as a run may keep it. Without a body where it could not be kept; `problem`
 * says why.
 */
export interface WebhookAnswer {
  status: number;
  body?: unknown;
  problem?: Reason;
}

/** Something that happened to the profile while its run was under way. */
export type Signal =
  | { kind: "event"; event: TriggerEvent }
  /** An attribute or a subscription changed: conditions may hold now that did not before. */
  | { kind: "profile-changed" }
  | { kind: "segment"; segmentId: number; change: "entered" | "left" };

/** What makes a run go on. */
export type Input =
  | { kind: "start" }
  | { kind: "wake" }
  | { kind: "signal"; signal: Signal }
  /** Its version was exchanged for another, in which it goes on at this node. */
  | { kind: "move"; to: string }
  /** By hand: the step at which it failed is taken anew, in a visit of its own. */
  | { kind: "retry" }
  /** By hand: its wait is over, as if what it waits for had come. */
  | { kind: "skip"; reason: Reason }
  | { kind: "effect-ended"; outcome: EffectOutcome; answer?: WebhookAnswer }
  | { kind: "exit"; reason: Reason };
