import type { RenderedMessage } from "#drizzle/tables.ts";
import type { MissingVariable } from "#server/delivery/missing-variables.ts";
import type { Preview } from "#server/delivery/previews.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { Explanation } from "#workflows/explain-step.ts";
import type { Channel } from "#workflows/node.ts";
import type { Phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { Intention } from "#workflows/run.ts";
import type { SimulatedStep } from "#workflows/simulate.ts";

/** A step as the page plays it: every kind has the same fields. */
export interface ShownStep {
  kind: SimulatedStep["kind"];
  at: number;
  nodeId: string;
  visit: number;
  /** In words; empty for a step that is only seen on the canvas, and for what the page words by itself. */
  text: Phrase;
  port: string | null;
  untilAt: number | null;
  /** What a wait is for. */
  intention: Intention | null;
  /** What a choice of the way rests on. */
  why: Explanation | null;
  /** Whom and by what a message goes to, also one that is held or left out. */
  sending: { channel: Channel; team: boolean; language: string | null } | null;
  /** The name under which the run keeps what its webhook answers; empty for whatever keeps none. */
  keepsAnswerAs: string;
  /** The name of what was made to happen. */
  event: string | null;
  /** The attribute that was changed, with its value in writing; null: taken away. */
  change: { attribute: string; value: string | null } | null;
  message: RenderedMessage | null;
  /** What the message asks for and this person has not. */
  missing: MissingVariable[];
}

export function showStep(step: SimulatedStep, preview: Preview | undefined): ShownStep {
  const { kind, at, nodeId, visit } = step;
  const base: ShownStep = {
    ...{ kind, at, nodeId, visit, text: "", port: null, untilAt: null, intention: null, why: null },
    ...{ sending: null, keepsAnswerAs: "", event: null, change: null, message: null, missing: [] },
  };
  switch (step.kind) {
    case "arrive":
      return base;
    case "leave":
      return { ...base, port: step.port };
    case "wait":
      return { ...base, untilAt: step.until, intention: step.intention };
    case "note":
      return { ...base, text: wordReason(step.reason.code, step.reason.values), why: step.why };
    case "event":
      return { ...base, event: step.event };
    case "change": {
      const { attribute, value } = step;
      if (value === undefined || value === null) return { ...base, change: { attribute, value: null } };
      const written = typeof value === "string" ? value : JSON.stringify(value);
      return { ...base, change: { attribute, value: written } };
    }
    case "failed":
      return { ...base, sending: sendingOf(step.content), keepsAnswerAs: keptAs(step.content) };
    case "held":
    case "skipped": {
      const text = wordReason(step.reason.code, step.reason.values);
      const sending = { channel: step.channel, team: false, language: null };
      return { ...base, text, sending, untilAt: step.kind === "held" ? step.until : null };
    }
    case "message": {
      const sending = sendingOf(step.content);
      const keepsAnswerAs = keptAs(step.content);
      if (preview?.kind === "error")
        return { ...base, sending, keepsAnswerAs, text: wordReason(preview.code, preview.values) };
      const message = preview ? toAll(preview.rendered, step.content) : null;
      return { ...base, sending, keepsAnswerAs, message, missing: preview?.missing ?? [] };
    }
  }
}

/** Each of the team gets an email of its own; one is written out, for all of them. */
function toAll(rendered: RenderedMessage, content: EffectContent): RenderedMessage {
  if (rendered.channel !== "email" || content.channel !== "email" || !content.team) return rendered;
  return { ...rendered, to: content.team.join(", ") };
}

function keptAs(content: EffectContent): string {
  return (content.channel === "webhook" && content.answerName) || "";
}

function sendingOf(content: EffectContent): ShownStep["sending"] {
  const team = "team" in content && Boolean(content.team);
  const language = "language" in content ? (content.language ?? null) : null;
  return { channel: content.channel, team, language };
}
