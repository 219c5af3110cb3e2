import type { CompiledGraph } from "./compile.ts";
import type { EffectOutcome, RunState, RunStatus } from "./run.ts";

/** What the owner does to a run by hand. */
export type RunAction =
  /** The step that failed is tried once more. */
  | { kind: "retry" }
  /** On to the next step, as if what it waits for had come. */
  | { kind: "skip" }
  | { kind: "move"; nodeId: string }
  | { kind: "stop" };

/** Runs that can be named one by one, or be found by a search, for one action on many. */
export const NAMED_RUNS_MAX = 2_000;

/** All that decides what can be done to a run by hand. */
export interface RunStanding {
  status: RunStatus;
  state: RunState;
  /**
   * How the messages of its present visit, or of its last one, stand; for a retry also what was sent again by hand in
   * their place.
   */
  messages: readonly (EffectOutcome | "queued" | "handed")[];
  /** The steps from which a message of it is being handed over. */
  handedAt: readonly string[];
  /** Nothing is kept any more of where it has been. */
  forgotten: boolean;
  /** Another run of the same person is under way in the workflow. */
  inAnotherRun: boolean;
  converted: boolean;
  /** An event that ends runs of this workflow, and happened after this one had ended. */
  exitEventSince: string | null;
}

export const runActionRefusals = [
  "act.still-inside",
  "act.left",
  "act.nothing-failed",
  "act.went-out",
  "act.under-way",
  "act.forgotten",
  "act.other-run",
  "act.exit-since",
  "act.converted",
  "act.not-waiting",
  "act.gone-on",
  "act.ended",
  "act.no-step",
  "act.workflow-removed",
] as const;
export type RunActionRefusal = (typeof runActionRefusals)[number];

/**
 * Why an action makes no sense for a run as it stands; null when it can be carried out. A message that has gone out, or
 * may have, is never asked for again: a retry is only for what has failed for good, or never got so far.
 */
export function runActionRefusal(
  graph: CompiledGraph,
  run: RunStanding,
  action: RunAction,
): RunActionRefusal | null {
  if (action.kind === "retry") return retryRefusal(run);
  if (run.status !== "active") return "act.ended";
  if (action.kind === "skip") return run.state.waiting?.kind === "time" ? null : "act.not-waiting";
  if (action.kind === "stop") return null;
  if (!graph.steps.has(action.nodeId)) return "act.no-step";
  // What is on its way from there would go out a second time, also when the run has been moved away meanwhile.
  return run.handedAt.includes(action.nodeId) ? "act.under-way" : null;
}

function retryRefusal(run: RunStanding): RunActionRefusal | null {
  const { status, messages } = run;
  if (status === "active") return "act.still-inside";
  if (status === "exited") return "act.left";
  if (run.forgotten) return "act.forgotten";
  if (messages.includes("sent") || messages.includes("unknown")) return "act.went-out";
  if (messages.includes("queued") || messages.includes("handed")) return "act.under-way";
  if (status === "finished" && !messages.includes("failed")) return "act.nothing-failed";
  if (run.inAnotherRun) return "act.other-run";
  if (run.converted) return "act.converted";
  return run.exitEventSince === null ? null : "act.exit-since";
}

/** The states in which an action could make sense at all: the others are not worth walking over. */
export function statusesFor(status: RunStatus | null, { kind }: RunAction): RunStatus[] {
  if (status !== null) return [status];
  return kind === "retry" ? ["failed", "finished"] : ["active"];
}

/** The names of the events that end a run of this workflow. */
export function exitEventNames({ trigger, settings }: CompiledGraph): string[] {
  const own = trigger?.definition.exitEvents(trigger.config) ?? [];
  return [...new Set([...own, ...settings.exitEvents.map(({ event }) => event)])];
}

/** Whether a step in a filter is one that people came by. Who skips a wait means those who are in that very one. */
export function meansCameBy(status: RunStatus | null, action: RunAction | null): boolean {
  return status === null && action?.kind !== "skip";
}
