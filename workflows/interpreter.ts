import type { CompiledGraph } from "./compile.ts";
import type { Facts } from "./facts.ts";
import { GRAPH_NODES_MAX } from "./graph.ts";
import type { EffectContent, Outcome, StepDefinition } from "./node.ts";
import type { Reason } from "./reasons.ts";
import type { Input, RunData, RunState } from "./run.ts";

/**
 * Steps that one advance may pass. A published graph has no circle without a wait, so no advance comes to a node twice
 * and this is a safety net.
 */
export const STEPS_PER_ADVANCE_MAX = GRAPH_NODES_MAX;

export type RunEnd = { status: "finished" | "exited" | "failed"; reason: Reason };

/** What one advance did, for the store to record in one transaction. */
export interface Advance {
  run: RunState;
  end: RunEnd | null;
  effect: { nodeId: string; visit: number; content: EffectContent } | null;
  arrivals: { nodeId: string; visit: number }[];
  departures: { nodeId: string; visit: number; port: string | null }[];
  reasons: { nodeId: string; visit: number; reason: Reason }[];
}

/** A run at its trigger, before its first step. */
export function startRun(graph: CompiledGraph, data: RunData): RunState {
  if (!graph.trigger) throw new Error("a version without a trigger was published");
  return { nodeId: graph.trigger.nodeId, visit: 0, data, waiting: null };
}

/**
 * Moves a run on until it waits, asks for an effect, or ends. Pure and deterministic: the same arguments give the same
 * answer, and nothing happens but what the answer describes.
 */
export function advance(
  graph: CompiledGraph,
  run: RunState,
  input: Input,
  facts: Facts,
  now: number,
): Advance {
  const result: Advance = {
    run: { ...run },
    end: null,
    effect: null,
    arrivals: [],
    departures: [],
    reasons: [],
  };
  if (input.kind === "exit") return end(result, "exited", input.reason);

  let outcome = firstOutcome(graph, result.run, input, facts, now);
  for (let steps = 0; steps < STEPS_PER_ADVANCE_MAX; steps++) {
    if (outcome.kind === "broken") return end(result, "failed", outcome.reason);
    note(result, outcome);
    if (outcome.kind === "stop") return end(result, "exited", outcome.reason);
    if (outcome.kind === "wait") {
      result.run.waiting = { kind: "time", until: outcome.until, intention: outcome.intention };
      return result;
    }
    if (outcome.kind === "effect") {
      result.run.waiting = { kind: "effect" };
      result.effect = { nodeId: result.run.nodeId, visit: result.run.visit, content: outcome.content };
      return result;
    }
    const next = leaveThrough(graph, result, outcome.port);
    if (!next) return end(result, "finished", { code: "run.finished" });
    arrive(result, next);
    outcome = execute(graph, result.run, facts, now);
  }
  return end(result, "failed", { code: "run.too-many-steps", values: { steps: STEPS_PER_ADVANCE_MAX } });
}

/** Ends a run at the node it is at, because of a fault that is not the run's own. */
export function breakOff(run: RunState, reason: Reason): Advance {
  const result: Advance = { run, end: null, effect: null, arrivals: [], departures: [], reasons: [] };
  return end(result, "failed", reason);
}

type StepOutcome = Outcome | { kind: "broken"; reason: Reason };

function firstOutcome(
  graph: CompiledGraph,
  run: RunState,
  input: Input,
  facts: Facts,
  now: number,
): StepOutcome {
  if (input.kind === "start") return { kind: "go", port: "next" };
  const step = graph.steps.get(run.nodeId);
  if (!step) return { kind: "broken", reason: { code: "run.node-missing" } };
  if (input.kind === "effect-ended") {
    return { kind: "go", port: step.definition.settle?.(input.outcome) ?? "next" };
  }
  const { waiting } = run;
  if (waiting?.kind !== "time")
    throw new Error(`run woken at ${run.nodeId} while it was not waiting for a time`);
  return resume(step, waiting.intention, { facts, data: run.data, now });
}

function resume(
  step: { definition: StepDefinition; config: unknown },
  intention: Parameters<NonNullable<StepDefinition["resume"]>>[1],
  context: Parameters<StepDefinition["execute"]>[1],
): Outcome {
  return step.definition.resume?.(step.config, intention, context) ?? { kind: "go", port: "next" };
}

function execute(graph: CompiledGraph, run: RunState, facts: Facts, now: number): StepOutcome {
  const step = graph.steps.get(run.nodeId);
  if (!step) return { kind: "broken", reason: { code: "run.node-broken" } };
  return step.definition.execute(step.config, { facts, data: run.data, now });
}

function note(result: Advance, outcome: Outcome): void {
  if (outcome.kind === "stop" || !("reason" in outcome) || !outcome.reason) return;
  result.reasons.push({ nodeId: result.run.nodeId, visit: result.run.visit, reason: outcome.reason });
}

/**
 * The node behind the port. A failed send whose "failed" port leads nowhere goes on as if it had been sent: an owner
 * who drew one line through three steps does not expect a full mailbox to cancel the rest.
 */
function leaveThrough(graph: CompiledGraph, result: Advance, port: string): string | undefined {
  const { nodeId, visit } = result.run;
  const fallsThrough = port === "failed" && graph.next(nodeId, port) === undefined;
  const taken = fallsThrough ? "next" : port;
  result.departures.push({ nodeId, visit, port });
  return graph.next(nodeId, taken);
}

function arrive(result: Advance, nodeId: string): void {
  const visit = result.run.visit + 1;
  result.run = { ...result.run, nodeId, visit, waiting: null };
  result.arrivals.push({ nodeId, visit });
}

function end(result: Advance, status: RunEnd["status"], reason: Reason): Advance {
  const { nodeId, visit } = result.run;
  const open = !result.departures.some((departure) => departure.visit === visit);
  if (open) result.departures.push({ nodeId, visit, port: null });
  result.run = { ...result.run, waiting: null };
  result.end = { status, reason };
  return result;
}
