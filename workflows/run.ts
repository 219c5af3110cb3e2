import type { Duration } from "./duration.ts";
import type { Reason } from "./reasons.ts";

/** What a run carries from its trigger on: `event` and, for carts, `cart`. */
export type RunData = Record<string, unknown>;

/** What a waiting node meant, stored so that the moment can be worked out again when the profile's zone changes. */
export type Intention = { kind: "delay"; from: number; duration: Duration };

/** One profile's journey through one version, as the interpreter sees it. */
export interface RunState {
  /** The node it is at. */
  nodeId: string;
  /** Grows with each arrival at a node: it tells the third arrival from the first. */
  visit: number;
  data: RunData;
  waiting: { kind: "time"; until: number; intention: Intention } | { kind: "effect" } | null;
}

/** What became of an effect. `skipped`: a rule said no. `unknown`: it may have arrived. */
export type EffectOutcome = "sent" | "skipped" | "failed" | "unknown";

/** What makes a run go on. */
export type Input =
  | { kind: "start" }
  | { kind: "wake" }
  | { kind: "effect-ended"; outcome: EffectOutcome }
  | { kind: "exit"; reason: Reason };
