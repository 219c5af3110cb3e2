import { withChange } from "./change.ts";
import type { CompiledGraph } from "./compile.ts";
import { decideSend, type SendDecision, type SendFacts } from "./decide-send.ts";
import type { Facts } from "./facts.ts";
import { type Advance, advance, type RunEnd, startRun } from "./interpreter.ts";
import type { EffectContent } from "./node.ts";
import type { Reason } from "./reasons.ts";
import type { EffectOutcome, Input, RunData, RunState } from "./run.ts";

/** Waits and messages that one simulated run may have; a workflow that goes in a circle would never end. */
const ADVANCES_MAX = 200;
/** How often one message may be held, as when quiet hours begin again before its turn comes. */
const HOLDS_MAX = 10;

/** One thing that happened in a simulated run. */
export type SimulatedStep =
  | { kind: "arrive"; at: number; nodeId: string; visit: number }
  | { kind: "wait"; at: number; nodeId: string; visit: number; until: number }
  | { kind: "note"; at: number; nodeId: string; visit: number; reason: Reason }
  | { kind: "message"; at: number; nodeId: string; visit: number; content: EffectContent }
  | { kind: "leave"; at: number; nodeId: string; visit: number; port: string | null };

export interface SimulatedRun {
  steps: SimulatedStep[];
  /** Null when the run was cut off after too many steps. */
  end: (RunEnd & { at: number }) | null;
}

/**
 * Walks one profile through a graph on a clock that jumps from wake-up to wake-up, with the very interpreter and the
 * very decisions of the engine. Every message that may go out counts as sent. `sendFacts` is asked with the time at
 * which the message would go out.
 */
export function simulate(
  graph: CompiledGraph,
  data: RunData,
  facts: Facts,
  sendFacts: (content: EffectContent, now: number) => SendFacts,
  startAt: number,
): SimulatedRun {
  const steps: SimulatedStep[] = [];
  let run: RunState = startRun(graph, data);
  let input: Input = { kind: "start" };
  let known = facts;
  let now = startAt;
  for (let count = 0; count < ADVANCES_MAX; count++) {
    const result = advance(graph, run, input, known, now);
    run = result.run;
    known = knownAfter(result, known);
    steps.push(...inOrder(result, now));
    if (result.end) return { steps, end: { ...result.end, at: now } };
    if (result.effect) {
      const sending = sendWhenAllowed(result.effect, sendFacts, now);
      steps.push(...sending.steps);
      now = sending.now;
      input = { kind: "effect-ended", outcome: sending.outcome };
    } else if (run.waiting?.kind === "time") {
      steps.push({ kind: "wait", at: now, nodeId: run.nodeId, visit: run.visit, until: run.waiting.until });
      now = run.waiting.until;
      input = { kind: "wake" };
    }
  }
  return { steps, end: null };
}

/** What an advance changed, as the store would have written it. */
function knownAfter({ changes, arms }: Advance, facts: Facts): Facts {
  const changed = changes.reduce((known, { change }) => withChange(known, change), facts);
  const drawn = Object.fromEntries(arms.map(({ nodeId, arm }) => [nodeId, arm]));
  return { ...changed, assignments: { ...changed.assignments, ...drawn } };
}

/** A message that is held until a moment waits for it; one that is held without an end is left out. */
function sendWhenAllowed(
  { nodeId, visit, content }: NonNullable<Advance["effect"]>,
  sendFacts: (content: EffectContent, now: number) => SendFacts,
  startAt: number,
): { steps: SimulatedStep[]; now: number; outcome: EffectOutcome } {
  const steps: SimulatedStep[] = [];
  let now = startAt;
  for (let holds = 0; ; holds++) {
    const decision: SendDecision = decideSend(content, sendFacts(content, now));
    if (decision.kind === "send") {
      steps.push({ kind: "message", at: now, nodeId, visit, content });
      return { steps, now, outcome: "sent" };
    }
    steps.push({ kind: "note", at: now, nodeId, visit, reason: decision.reason });
    if (decision.kind === "skip" || decision.until === undefined || holds === HOLDS_MAX)
      return { steps, now, outcome: "skipped" };
    now = decision.until;
  }
}

/** An advance lists arrivals, notes and departures apart; a person reads them visit by visit. */
function inOrder({ arrivals, departures, reasons }: Advance, at: number): SimulatedStep[] {
  const visits = [...new Set([...departures, ...arrivals, ...reasons].map((entry) => entry.visit))].sort(
    (a, b) => a - b,
  );
  return visits.flatMap((visit): SimulatedStep[] => [
    ...arrivals.filter((a) => a.visit === visit).map((a) => ({ kind: "arrive" as const, at, ...a })),
    ...reasons.filter((r) => r.visit === visit).map((r) => ({ kind: "note" as const, at, ...r })),
    ...departures.filter((d) => d.visit === visit).map((d) => ({ kind: "leave" as const, at, ...d })),
  ]);
}
