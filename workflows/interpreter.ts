import { withChanges } from "./change.ts";
import type { CompiledGraph } from "./compile.ts";
import type { EffectContent } from "./effect-content.ts";
import { exitByRule, exitOnEvent } from "./exits.ts";
import { type Facts, zoneOf } from "./facts.ts";
import { GRAPH_NODES_MAX } from "./graph.ts";
import { withAnswer } from "./kept-answers.ts";
import type { Change, Outcome } from "./node.ts";
import type { Reason } from "./reasons.ts";
import type { Input, RunData, RunState, Signal, WebhookAnswer } from "./run.ts";

/**
 * Steps that one advance may pass. A published graph has no circle without a wait, so no advance comes to a node twice
 * and this is a safety net.
 */
export const STEPS_PER_ADVANCE_MAX = GRAPH_NODES_MAX;

export type RunEnd = { status: "finished" | "exited" | "failed"; reason: Reason };

/** What one advance did, for the store to record in one transaction. */
export interface Advance {
  run: RunState;
  /** False when the signal meant nothing to it: everything is as it was. */
  moved: boolean;
  end: RunEnd | null;
  effect: { nodeId: string; visit: number; content: EffectContent } | null;
  arrivals: { nodeId: string; visit: number }[];
  departures: { nodeId: string; visit: number; port: string | null }[];
  reasons: { nodeId: string; visit: number; reason: Reason }[];
  /** To be carried out in the order they stand in. */
  changes: { nodeId: string; visit: number; change: Change }[];
  /** Arms that were drawn: the profile keeps them. */
  arms: { nodeId: string; arm: string }[];
}

/**
 * A run at its trigger, before its first step; `depth` workflows stand behind what started it, and `since` is when that
 * happened.
 */
export function startRun(
  graph: CompiledGraph,
  data: RunData,
  { depth = 0, since }: Pick<RunState, "depth" | "since"> = {},
): RunState {
  if (!graph.trigger) throw new Error("a version without a trigger was published");
  return { nodeId: graph.trigger.nodeId, visit: 0, data, depth, since, waiting: null };
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
  const result = nothingYet(run);
  if (input.kind === "exit") return end(result, "exited", input.reason);
  if (input.kind === "signal" && input.signal.kind === "event")
    result.run.depth = Math.max(run.depth ?? 0, input.signal.event.depth ?? 0);

  let outcome = firstOutcome(graph, result, input, facts, now);
  if (outcome === null) return { ...nothingYet(run), moved: false };
  let known = facts;
  for (let steps = 0; steps < STEPS_PER_ADVANCE_MAX; steps++) {
    if (outcome.kind === "broken") return end(result, "failed", outcome.reason);
    known = note(result, outcome, known, now);
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
    outcome = execute(graph, result.run, known, now);
  }
  return end(result, "failed", { code: "run.too-many-steps", values: { steps: STEPS_PER_ADVANCE_MAX } });
}

/** Ends a run at the node it is at, because of a fault that is not the run's own. */
export function breakOff(run: RunState, reason: Reason): Advance {
  return end(nothingYet(run), "failed", reason);
}

function nothingYet(run: RunState): Advance {
  return {
    run: { ...run },
    moved: true,
    end: null,
    effect: null,
    arrivals: [],
    departures: [],
    reasons: [],
    changes: [],
    arms: [],
  };
}

type StepOutcome = Outcome | { kind: "broken"; reason: Reason };

/** What the input makes of the node that the run is at; null when nothing. */
function firstOutcome(
  graph: CompiledGraph,
  result: Advance,
  input: Exclude<Input, { kind: "exit" }>,
  facts: Facts,
  now: number,
): StepOutcome | null {
  const { run } = result;
  if (input.kind === "start") return { kind: "go", port: "next" };
  if (input.kind === "signal") return hear(graph, run, input.signal, facts, now);
  if (input.kind === "move") {
    result.departures.push({ nodeId: run.nodeId, visit: run.visit, port: null });
    arrive(result, input.to);
    return execute(graph, result.run, facts, now);
  }
  if (input.kind === "retry") {
    arrive(result, run.nodeId);
    const anew = run.nodeId === graph.trigger?.nodeId;
    return anew ? { kind: "go", port: "next" } : execute(graph, result.run, facts, now);
  }
  const step = graph.steps.get(run.nodeId);
  if (!step) return { kind: "broken", reason: { code: "run.node-missing" } };
  if (input.kind === "skip") {
    const left = exitByRule(graph, facts, run.data, now);
    if (left) return { kind: "stop", reason: left };
    return { kind: "go", port: step.definition.ports(step.config)[0]?.id ?? "next", reason: input.reason };
  }
  if (input.kind === "effect-ended") {
    const name = step.definition.keepsAnswerAs?.(step.config);
    if (name) keepAnswer(result, name, input.answer);
    return { kind: "go", port: step.definition.settle?.(input.outcome) ?? "next" };
  }
  const { waiting } = run;
  if (waiting?.kind !== "time")
    throw new Error(`run woken at ${run.nodeId} while it was not waiting for a time`);
  const left = exitByRule(graph, facts, run.data, now);
  if (left) return { kind: "stop", reason: left };
  const context = { nodeId: run.nodeId, facts, data: run.data, now };
  return step.definition.resume?.(step.config, waiting.intention, context) ?? { kind: "go", port: "next" };
}

function keepAnswer(result: Advance, name: string, answer: WebhookAnswer | undefined): void {
  const { nodeId, visit } = result.run;
  const { data, reason } = withAnswer(result.run.data, name, answer);
  result.run = { ...result.run, data };
  if (reason) result.reasons.push({ nodeId, visit, reason });
}

/** Exits come before waits: what ends a run does not also move it on. */
function hear(
  graph: CompiledGraph,
  run: RunState,
  signal: Signal,
  facts: Facts,
  now: number,
): StepOutcome | null {
  const left =
    (signal.kind === "event" ? exitOnEvent(graph, signal.event, run, zoneOf(facts)) : null) ??
    exitByRule(graph, facts, run.data, now);
  if (left) return { kind: "stop", reason: left };
  if (run.waiting?.kind !== "time") return null;
  const step = graph.steps.get(run.nodeId);
  const context = { nodeId: run.nodeId, facts, data: run.data, now };
  return step?.definition.hear?.(step.config, signal, run.waiting.intention, context) ?? null;
}

function execute(graph: CompiledGraph, run: RunState, facts: Facts, now: number): StepOutcome {
  const step = graph.steps.get(run.nodeId);
  if (!step) return { kind: "broken", reason: { code: "run.node-broken" } };
  const left = exitByRule(graph, facts, run.data, now);
  if (left) return { kind: "stop", reason: left };
  return step.definition.execute(step.config, { nodeId: run.nodeId, facts, data: run.data, now });
}

/** Writes down what a step asked for; answers with what the steps after it know. */
function note(result: Advance, outcome: Outcome, facts: Facts, now: number): Facts {
  const { nodeId, visit } = result.run;
  if (outcome.kind !== "stop" && "reason" in outcome && outcome.reason)
    result.reasons.push({ nodeId, visit, reason: outcome.reason });
  if ("arm" in outcome && outcome.arm !== undefined) result.arms.push({ nodeId, arm: outcome.arm });
  const changes = "changes" in outcome ? (outcome.changes ?? []) : [];
  result.changes.push(...changes.map((change) => ({ nodeId, visit, change })));
  return withChanges(facts, changes, now);
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
