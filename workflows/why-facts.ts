import type { FilledPhrase } from "./phrase.ts";
import type { ReasonValues } from "./reasons.ts";
import type { RunStatus } from "./run.ts";

/** Something that was noted in a person's history. */
export interface NotedFact {
  at: number;
  nodeId: string | null;
  code: string;
  values: ReasonValues;
}

export interface MessageFact {
  id: number;
  nodeId: string | null;
  status: "queued" | "handed" | "sent" | "skipped" | "failed" | "unknown";
  captured: boolean;
  reasonCode: string | null;
  reasonValues: ReasonValues | null;
  createdAt: number;
  handedAt: number | null;
  dueAt: number | null;
  endedAt: number | null;
}

export interface RunFact {
  id: number;
  status: RunStatus;
  nodeId: string;
  /** Until when it waits; null when it waits for no time. */
  waitsUntil: number | null;
  startedAt: number;
  endedAt: number | null;
  endCode: string | null;
  convertedAt: number | null;
  visitedNodes: readonly string[];
  /** The oldest first. */
  notes: readonly NotedFact[];
  /** The oldest first. */
  messages: readonly MessageFact[];
}

/** All that is known about whether a person got what a workflow sends. */
export interface WhyFacts {
  /** Only the message of this step is asked about; null: anything that the workflow sends. */
  nodeId: string | null;
  workflow: { status: "draft" | "live" | "paused"; liveSince: number | null };
  /** What starts it. */
  trigger: {
    manual: boolean;
    /** When each event that it wants to see happened last; null: never. */
    events: readonly { name: string; lastAt: number | null }[];
  } | null;
  /** The newest first. */
  runs: readonly RunFact[];
  /** Entries that were refused, the newest first. */
  refusals: readonly NotedFact[];
  /** When a timer of the trigger is due for the person; null when none is set. */
  timerDueAt: number | null;
  sendingOff: boolean;
  /** What each step is called, by its id. */
  steps: ReadonlyMap<string, FilledPhrase>;
  /** In which moments are told. */
  zone: string;
}
