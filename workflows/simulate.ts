import { withChange, withChanges } from "./change.ts";
import type { CompiledGraph } from "./compile.ts";
import { decideSend, type SendFacts } from "./decide-send.ts";
import type { EffectContent } from "./effect-content.ts";
import { type EventTimes, measuresAt, withTime } from "./event-times.ts";
import { reachesGoal } from "./exits.ts";
import { explainCondition } from "./explain-condition.ts";
import { choosesWay, type Explanation, explainStep } from "./explain-step.ts";
import { type Facts, type ProfileFacts, zoneOf } from "./facts.ts";
import { type Advance, advance, type RunEnd, startRun } from "./interpreter.ts";
import type { Channel, TriggerEvent } from "./node.ts";
import { withEntry, withMessage } from "./own-run.ts";
import type { Reason } from "./reasons.ts";
import type { Input, Intention, RunData, RunState, WebhookAnswer } from "./run.ts";

/** Waits and messages that one simulated run may have; a workflow that goes in a circle would never end. */
export const SIMULATED_ADVANCES_MAX = 1_000;
/** What one simulated run may show: more than anybody reads, and a circle of many steps would make far more. */
export const SIMULATED_STEPS_MAX = 5_000;
/** How far its clock may run, in years of 365 days. */
export const SIMULATED_YEARS_MAX = 10;
const SPAN_MAX_MS = SIMULATED_YEARS_MAX * 365 * 24 * 3_600_000;
/** How often one message may be held, as when quiet hours begin again before its turn comes. */
const HOLDS_MAX = 10;

/** One thing that happened in a simulated run. */
export type SimulatedStep = { at: number; nodeId: string; visit: number } & (
  | { kind: "arrive" }
  | { kind: "wait"; until: number; intention: Intention }
  | { kind: "note"; reason: Reason; why: Explanation | null }
  /** With what the run carries and the person has by then. */
  | { kind: "message"; content: EffectContent; data: RunData; attributes: ProfileFacts["attributes"] }
  /** Whoever tries the workflow let it fail. */
  | { kind: "failed"; content: EffectContent }
  | { kind: "held"; channel: Channel; reason: Reason; until: number | null }
  | { kind: "skipped"; channel: Channel; reason: Reason }
  /** Whoever tries the workflow let it happen. */
  | { kind: "event"; event: string }
  | { kind: "change"; attribute: string; value: unknown }
  | { kind: "leave"; port: string | null }
);

/** A message that counts as sent. */
export interface SimulatedSending {
  content: EffectContent;
  at: number;
}

export interface SimulatedRun {
  steps: SimulatedStep[];
  /** Null when the run was cut off. */
  end: (RunEnd & { at: number; why: Explanation | null }) | null;
  /** Which limit cut it off; null when it came to its end. */
  cutOff: "advances" | "steps" | "years" | "time" | null;
}
/** A simulated run under way. It pauses now and then, and is told whether its time is up. */
export type Simulation = Generator<void, SimulatedRun, boolean>;

/** What happens around a simulated run. */
export interface SimulatedWorld {
  /** When the person did what the graph counts; without it, the counts of `facts` hold all the time. */
  past?: EventTimes;
  /** What is to happen while it is under way. */
  events?: readonly TriggerEvent[];
  /** Attributes that are to change meanwhile; null takes one away. */
  changes?: readonly AttributeChange[];
  /** The steps whose message or call is to fail. */
  failing?: ReadonlySet<string>;
  /** What the webhook of a step answers, by the step's id; one without an answer here gives the status 200 alone. */
  answers?: ReadonlyMap<string, unknown>;
}

export interface AttributeChange {
  at: number;
  attribute: string;
  value: unknown;
}
type Happening = ({ kind: "event" } & TriggerEvent) | ({ kind: "change" } & AttributeChange);

/** Asked with the time at which a message would go out, and with what the run has sent so far. */
export type SendFactsAt = (
  content: EffectContent,
  now: number,
  sent: readonly SimulatedSending[],
) => SendFacts;

/**
 * Walks one profile through a graph on a clock that jumps from wake-up to wake-up, with the very interpreter and the
 * very decisions of the engine. Every message that may go out counts as sent, but for those that are to fail. Pure: nothing is
 * stored, nothing is sent.
 */
export function simulate(
  graph: CompiledGraph,
  data: RunData,
  facts: Facts,
  sendFacts: SendFactsAt,
  startAt: number,
  world: SimulatedWorld = {},
): SimulatedRun {
  const simulation = simulateInParts(graph, data, facts, sendFacts, startAt, world);
  for (;;) {
    const part = simulation.next(false);
    if (part.done) return part.value;
  }
}

/** Like `simulate`, for whoever has other things to do meanwhile: it pauses whenever the run went on to a next wait. */
export function* simulateInParts(
  graph: CompiledGraph,
  data: RunData,
  facts: Facts,
  sendFacts: SendFactsAt,
  startAt: number,
  world: SimulatedWorld = {},
): Simulation {
  const walk = new Walk(graph, startRun(graph, data), facts, startAt, world);
  walk.take({ kind: "start" });
  for (let count = 1; ; count++) {
    if (walk.end || walk.isFull) return walk.result(null);
    if (yield) return walk.result("time");
    if (count > SIMULATED_ADVANCES_MAX) return walk.result("advances");
    if (walk.now - startAt > SPAN_MAX_MS) return walk.result("years");
    if (walk.effect) walk.send(walk.effect, sendFacts);
    else walk.wait();
  }
}

/** A run under way on the fast clock. */
class Walk {
  now: number;
  end: SimulatedRun["end"] = null;
  effect: Advance["effect"] = null;
  readonly #graph: CompiledGraph;
  readonly #startAt: number;
  readonly #steps: SimulatedStep[] = [];
  readonly #sent: SimulatedSending[] = [];
  #run: RunState;
  #known: Facts;
  #past: EventTimes | undefined;
  #coming: Happening[];
  #converted = false;
  readonly #world: SimulatedWorld;

  constructor(graph: CompiledGraph, run: RunState, facts: Facts, startAt: number, world: SimulatedWorld) {
    this.#graph = graph;
    this.#run = run;
    this.#known = withEntry(facts);
    this.#startAt = startAt;
    this.now = startAt;
    this.#past = world.past;
    this.#world = world;
    this.#coming = [
      ...(world.events ?? []).map((event) => ({ kind: "event" as const, ...event })),
      ...(world.changes ?? []).map((change) => ({ kind: "change" as const, ...change })),
    ].sort((a, b) => a.at - b.at);
  }

  get isFull(): boolean {
    return this.#steps.length > SIMULATED_STEPS_MAX;
  }

  result(cutOff: SimulatedRun["cutOff"]): SimulatedRun {
    if (!this.isFull) return { steps: this.#steps, end: this.end, cutOff };
    return { steps: this.#steps.slice(0, SIMULATED_STEPS_MAX), end: null, cutOff: "steps" };
  }

  /** Gives the run its next input; false when that meant nothing to it. */
  take(input: Input): boolean {
    const facts = this.#facts();
    const result = advance(this.#graph, this.#run, input, facts, this.now);
    if (!result.moved) return false;
    this.#steps.push(...inOrder(this.#graph, result, facts, this.now));
    this.#run = result.run;
    this.effect = result.effect;
    this.#learn(result);
    if (result.end) this.end = { ...result.end, at: this.now, why: this.#whyEnded(result) };
    return true;
  }

  /** Lets the clock run to the moment until which the run waits, or to what happens before. */
  wait(): void {
    const { waiting, nodeId, visit } = this.#run;
    if (waiting?.kind !== "time") throw new Error(`a simulated run does not wait at ${nodeId}`);
    const { until, intention } = waiting;
    this.#steps.push({ kind: "wait", at: this.now, nodeId, visit, until, intention });
    if (this.#passTo(until)) return;
    this.now = until;
    this.take({ kind: "wake" });
  }

  /** A message that is held until a moment waits for it; one that is held without an end is left out. */
  send({ nodeId, visit, content }: NonNullable<Advance["effect"]>, sendFacts: SendFactsAt): void {
    const { channel } = content;
    for (let holds = 0; ; holds++) {
      const decision = decideSend(content, sendFacts(content, this.now, this.#sent));
      const at = { at: this.now, nodeId, visit };
      if (decision.kind === "send") {
        if (this.#world.failing?.has(nodeId)) {
          this.#steps.push({ kind: "failed", ...at, content });
          this.take({ kind: "effect-ended", outcome: "failed" });
          return;
        }
        const { attributes } = this.#known.profile;
        this.#steps.push({ kind: "message", ...at, content, data: this.#run.data, attributes });
        this.#sent.push({ content, at: this.now });
        this.#known = withMessage(this.#known, content);
        this.take({ kind: "effect-ended", outcome: "sent", answer: this.#answerOf(nodeId, content) });
        return;
      }
      const { reason } = decision;
      const until = decision.kind === "hold" ? (decision.until ?? null) : null;
      if (decision.kind === "skip" || until === null || holds === HOLDS_MAX) {
        this.#steps.push({ kind: "skipped", ...at, channel, reason });
        this.take({ kind: "effect-ended", outcome: "skipped" });
        return;
      }
      this.#steps.push({ kind: "held", ...at, channel, reason, until });
      if (this.#passTo(until)) return;
      this.now = until;
    }
  }

  /** Lets happen what is to happen before a moment, until something moves the run: whether it did. */
  #passTo(until: number): boolean {
    for (;;) {
      const next = this.#coming[0];
      if (!next || next.at >= until) return false;
      this.#coming.shift();
      this.now = Math.max(this.now, next.at);
      if (next.kind === "change" ? this.#change(next) : this.#happen({ ...next, at: this.now })) return true;
    }
  }

  /** A changed attribute may end a wait or the run, as in the engine. */
  #change({ attribute, value }: AttributeChange): boolean {
    const { nodeId, visit } = this.#run;
    this.#steps.push({ kind: "change", at: this.now, nodeId, visit, attribute, value });
    this.#known = withChange(this.#known, { kind: "set", attribute, value }, this.now);
    return this.take({ kind: "signal", signal: { kind: "profile-changed" } });
  }

  #answerOf(nodeId: string, { channel }: EffectContent): WebhookAnswer | undefined {
    if (channel !== "webhook") return undefined;
    const { answers } = this.#world;
    return answers?.has(nodeId) ? { status: 200, body: answers.get(nodeId) } : { status: 200 };
  }

  /** What an event does to the run, in the order of the engine: it counts, it may be the goal, then the run hears it. */
  #happen(event: TriggerEvent): boolean {
    const { nodeId, visit } = this.#run;
    const at = { at: this.now, nodeId, visit };
    this.#steps.push({ kind: "event", ...at, event: event.name });
    this.#count(event);
    const { settings } = this.#graph;
    const run = { startedAt: this.#startAt, data: this.#run.data };
    if (!this.#converted && reachesGoal(this.#graph, run, event, zoneOf(this.#known))) {
      this.#converted = true;
      const values = { event: event.name, days: settings.goalDays };
      this.#steps.push({ kind: "note", ...at, reason: { code: "run.goal-counted", values }, why: null });
      const reason = { code: "run.goal-reached" as const, values: { event: event.name } };
      if (settings.goalExits) return this.take({ kind: "exit", reason });
    }
    return this.take({ kind: "signal", signal: { kind: "event", event } });
  }

  #facts(): Facts {
    if (!this.#past) return this.#known;
    const counted = measuresAt(this.#graph.reads, this.#past, this.now, zoneOf(this.#known));
    return { ...this.#known, measures: { ...this.#known.measures, ...counted } };
  }

  #count({ name, properties }: Pick<TriggerEvent, "name" | "properties">): void {
    if (this.#past) this.#past = withTime(this.#past, name, this.now, properties);
    else this.#known = withChange(this.#known, { kind: "record-event", name, properties }, this.now);
  }

  /** What an advance changed, as the store would have written it. */
  #learn({ changes, arms }: Advance): void {
    const made = changes.map(({ change }) => change);
    this.#known = withChanges(
      this.#known,
      made.filter(({ kind }) => kind !== "record-event"),
      this.now,
    );
    for (const change of made) if (change.kind === "record-event") this.#count(change);
    const drawn = Object.fromEntries(arms.map(({ nodeId, arm }) => [nodeId, arm]));
    this.#known = { ...this.#known, assignments: { ...this.#known.assignments, ...drawn } };
  }

  #whyEnded({ end, run }: Advance): Explanation | null {
    const rule = this.#graph.settings.exitCondition;
    if (end?.reason.code !== "run.exit-condition" || !rule) return null;
    return { kind: "condition", verdict: explainCondition(rule, this.#facts(), run.data, this.now) };
  }
}

/** An advance lists arrivals, notes and departures apart; a person reads them visit by visit. */
function inOrder(graph: CompiledGraph, result: Advance, facts: Facts, at: number): SimulatedStep[] {
  const { run } = result;
  const arrivals = Map.groupBy(result.arrivals, ({ visit }) => visit);
  const departures = Map.groupBy(result.departures, ({ visit }) => visit);
  const reasons = Map.groupBy(result.reasons, ({ visit }) => visit);
  const changes = result.changes.toSorted((a, b) => a.visit - b.visit);
  const visits = [...new Set([...departures.keys(), ...arrivals.keys(), ...reasons.keys()])];
  let known = facts;
  return visits
    .sort((a, b) => a - b)
    .flatMap((visit): SimulatedStep[] => {
      const why = (nodeId: string) => {
        if (!choosesWay(graph, nodeId)) return null;
        const made = changes.splice(0, changes.filter((change) => change.visit < visit).length);
        known = withChanges(
          known,
          made.map(({ change }) => change),
          at,
        );
        return explainStep(graph, nodeId, known, run.data, at);
      };
      return [
        ...(arrivals.get(visit) ?? []).map((arrival) => ({ kind: "arrive" as const, at, ...arrival })),
        ...(reasons.get(visit) ?? []).map((note) => ({
          kind: "note" as const,
          at,
          ...note,
          why: why(note.nodeId),
        })),
        ...(departures.get(visit) ?? []).map((departure) => ({ kind: "leave" as const, at, ...departure })),
      ];
    });
}
