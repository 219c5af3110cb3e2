import { type PhraseValues, phrase, verbatim } from "./phrase.ts";
import { type ReasonValues, wordReason } from "./reasons.ts";
import type { MessageFact, NotedFact, RunFact, WhyFacts } from "./why-facts.ts";
import type { WhyCode } from "./why-words.ts";

/** One thing that explains why, and where it can be seen. */
export interface WhyStatement {
  code: WhyCode;
  values: PhraseValues;
  at: number | null;
  evidence: { kind: "run" | "message"; id: number } | { kind: "profile" | "workflow" | "sending" } | null;
}

/** Noted where a message was asked for and there was no address to send it to. */
const NO_ADDRESS = new Set(["message.no-email", "message.no-push", "message.no-phone"]);
/** Why a run went the way it did. */
const TURNS = /^(branch|split|wait|delay|run)\./;
const TURNS_SHOWN_MAX = 12;
const EARLIER_RUNS_SHOWN_MAX = 2;
/** Counted with the first one, which is the answer where there is no run. */
const REFUSALS_SHOWN_MAX = 3;

/**
 * Why a person did, or did not, get what a workflow sends. The first statement is the answer; those after it say how it
 * came to that.
 */
export function explainWhy(facts: WhyFacts): WhyStatement[] {
  const run = runAskedAbout(facts);
  const answer = run ? answerOfRun(facts, run) : answerWithoutRun(facts);
  return [answer, ...circumstances(facts, run, answer)];
}

/** The newest run, or the newest that came to the step when one is asked about. */
function runAskedAbout({ runs, nodeId }: WhyFacts): RunFact | undefined {
  const came = nodeId === null ? undefined : runs.find(({ visitedNodes }) => visitedNodes.includes(nodeId));
  return came ?? runs[0];
}

function answerOfRun(facts: WhyFacts, run: RunFact): WhyStatement {
  const { nodeId } = facts;
  const isMeant = (one: { nodeId: string | null }) => nodeId === null || one.nodeId === nodeId;
  const messages = run.messages.filter(isMeant);
  // One that went out is the answer, whatever became of those beside it.
  const message =
    messages.findLast(({ status }) => status === "sent") ??
    messages.findLast(({ status }) => status === "handed" || status === "queued") ??
    messages.at(-1);
  if (message) return answerOfMessage(facts, run, message);
  const inRun = { kind: "run" as const, id: run.id };
  const unaddressed = run.notes.findLast((note) => NO_ADDRESS.has(note.code) && isMeant(note));
  if (unaddressed) return because("why.skipped", unaddressed, inRun);
  const holdout = run.notes.findLast(({ code }) => code === "split.holdout");
  if (holdout) return state("why.holdout", {}, holdout.at, inRun);
  if (run.status === "active") return waiting(facts, run);
  const end = run.notes.findLast(({ code }) => code === run.endCode);
  const ended = { at: run.endedAt, evidence: inRun };
  if (run.status === "exited")
    return { code: "why.left", values: { why: worded(run.endCode, end?.values) }, ...ended };
  if (run.status === "failed")
    return { code: "why.broke-off", values: { why: worded(run.endCode, end?.values) }, ...ended };
  return state(nodeId === null ? "why.no-message" : "why.other-way", {}, run.endedAt, inRun);
}

function answerOfMessage(facts: WhyFacts, run: RunFact, message: MessageFact): WhyStatement {
  const { id, status, captured, handedAt, endedAt, createdAt, reasonCode, reasonValues } = message;
  const evidence = { kind: "message" as const, id };
  const why = worded(reasonCode, reasonValues ?? undefined);
  const at = endedAt ?? handedAt ?? createdAt;
  const moment = momentIn(facts, handedAt ?? at);
  switch (status) {
    case "sent": {
      if (captured) return state("why.captured", { at: moment }, at, evidence);
      const delivered = run.notes.findLast(
        (note) => note.code === "message.delivered" && note.nodeId === message.nodeId,
      );
      return delivered
        ? state("why.delivered", { at: momentIn(facts, delivered.at) }, delivered.at, evidence)
        : state("why.sent", { at: moment }, at, evidence);
    }
    case "handed":
      return state("why.under-way", {}, handedAt, evidence);
    case "unknown":
      return state("why.unknown", { at: moment, why }, at, evidence);
    case "failed":
      return state("why.failed", { why }, at, evidence);
    case "skipped":
      return state("why.skipped", { why }, at, evidence);
    case "queued":
      return answerOfQueued(facts, message, evidence);
  }
}

function answerOfQueued(
  facts: WhyFacts,
  { reasonCode, reasonValues, createdAt, dueAt }: MessageFact,
  evidence: WhyStatement["evidence"],
): WhyStatement {
  const held = (code: string, values?: ReasonValues) =>
    state("why.held", { why: worded(code, values) }, createdAt, evidence);
  if (facts.sendingOff) return held("message.sending-off");
  if (facts.workflow.status !== "live") return held("message.workflow-paused");
  if (reasonCode !== null) return held(reasonCode, reasonValues ?? undefined);
  return dueAt !== null && dueAt > createdAt
    ? state("why.queued-until", { at: momentIn(facts, dueAt) }, createdAt, evidence)
    : state("why.queued", {}, createdAt, evidence);
}

function waiting(facts: WhyFacts, run: RunFact): WhyStatement {
  const step = facts.steps.get(run.nodeId) ?? verbatim(run.nodeId);
  const evidence = { kind: "run" as const, id: run.id };
  return run.waitsUntil === null
    ? state("why.waits", { step }, run.startedAt, evidence)
    : state("why.waits-until", { step, at: momentIn(facts, run.waitsUntil) }, run.startedAt, evidence);
}

/** Of somebody who has never entered. */
function answerWithoutRun(facts: WhyFacts): WhyStatement {
  const { workflow, refusals, timerDueAt, trigger } = facts;
  if (workflow.liveSince === null) return state("why.never-live", {}, null, { kind: "workflow" });
  const [refusal] = refusals;
  if (refusal) return because("why.refused", refusal, { kind: "profile" });
  if (timerDueAt !== null)
    return state("why.timer", { at: momentIn(facts, timerDueAt) }, null, { kind: "profile" });
  if (trigger?.manual) return state("why.nobody-started", {}, null, { kind: "profile" });
  const events = trigger?.events ?? [];
  const [newest] = events
    .filter(({ lastAt }) => lastAt !== null)
    .toSorted((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0));
  if (newest?.lastAt != null) {
    const values = { event: newest.name, at: momentIn(facts, newest.lastAt) };
    const early = newest.lastAt < workflow.liveSince;
    return early
      ? state("why.before-live", { ...values, since: momentIn(facts, workflow.liveSince) }, newest.lastAt, {
          kind: "profile",
        })
      : state("why.no-match", values, newest.lastAt, { kind: "profile" });
  }
  const [only] = events;
  if (only && events.length === 1)
    return state("why.no-event", { event: only.name }, null, { kind: "profile" });
  if (only) {
    const names = events.map(({ name }) => name).join(", ");
    return state("why.no-events", { events: names }, null, { kind: "profile" });
  }
  return state("why.no-occasion", {}, null, { kind: "profile" });
}

/** What else there is to know, in the order in which it happened. */
function circumstances(facts: WhyFacts, run: RunFact | undefined, answer: WhyStatement): WhyStatement[] {
  const told: WhyStatement[] = [];
  if (run) {
    const inRun = { kind: "run" as const, id: run.id };
    told.push(state("why.entered", { at: momentIn(facts, run.startedAt) }, run.startedAt, inRun));
    const turns = run.notes.filter(({ code }) => TURNS.test(code) && code !== "run.started");
    for (const note of turns.slice(-TURNS_SHOWN_MAX)) told.push(because("why.said", note, inRun));
    if (answer.code === "why.other-way")
      told.push(
        state(
          "why.came-no-further",
          { step: facts.steps.get(run.nodeId) ?? verbatim(run.nodeId) },
          run.endedAt,
          inRun,
        ),
      );
    if (run.convertedAt !== null)
      told.push(state("why.goal", { at: momentIn(facts, run.convertedAt) }, run.convertedAt, inRun));
    for (const earlier of facts.runs.filter((other) => other.id < run.id).slice(0, EARLIER_RUNS_SHOWN_MAX))
      told.push(
        state("why.entered-before", { at: momentIn(facts, earlier.startedAt) }, earlier.startedAt, {
          kind: "run",
          id: earlier.id,
        }),
      );
  }
  // Refused before is only of interest beside what happened instead.
  for (const refusal of facts.refusals.slice(run ? 0 : 1, REFUSALS_SHOWN_MAX))
    told.push(because("why.said", refusal, { kind: "profile" }));
  if (facts.workflow.status === "paused") told.push(state("why.paused", {}, null, { kind: "workflow" }));
  if (facts.sendingOff) told.push(state("why.sending-off", {}, null, { kind: "sending" }));
  return told;
}

function because(
  code: "why.said" | "why.skipped" | "why.refused",
  { code: reason, values, at }: NotedFact,
  evidence: WhyStatement["evidence"],
): WhyStatement {
  return state(code, { why: worded(reason, values) }, at, evidence);
}

function worded(code: string | null, values?: ReasonValues) {
  return phrase(code === null ? "" : wordReason(code, values));
}

function momentIn({ zone }: WhyFacts, at: number) {
  return { at, zone };
}

function state(
  code: WhyCode,
  values: PhraseValues,
  at: number | null,
  evidence: WhyStatement["evidence"],
): WhyStatement {
  return { code, values, at, evidence };
}
