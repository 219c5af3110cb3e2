import type { Graph } from "#workflows/graph.ts";
import { oneOffAudience, oneOffGraph, oneOffSchedule } from "#workflows/one-off.ts";
import type { OneOff } from "./outputs.ts";
import type { Schedule } from "./schedule-draft.ts";

export interface MessageDraft {
  /** Of the action that sends it. */
  type: string;
  config: Record<string, unknown>;
}

/** Whom it goes to, as it is being chosen; a rule may be unfinished. */
export type AudienceDraft =
  | { kind: "everybody" }
  | { kind: "condition"; condition: unknown }
  | { kind: "list" };

/** Everything that the owner chooses of a message. */
export interface OneOffDraft {
  name: string;
  /** Null until a channel is chosen. */
  message: MessageDraft | null;
  audience: AudienceDraft;
  schedule: Schedule;
}

export function draftOf({ name, message, audience, schedule }: OneOff): OneOffDraft {
  return { name, message, audience, schedule };
}

/** The parts of a draft that can be saved: whom and when are left out for as long as they are unfinished. */
export function savableParts({ name, message, audience, schedule }: OneOffDraft) {
  return {
    name,
    message,
    audience: oneOffAudience.safeParse(audience).data,
    schedule: oneOffSchedule.safeParse(schedule).data,
  };
}

/** What has to be finished before it can be saved, by its section. */
export function unfinishedParts(draft: OneOffDraft): ("who" | "when")[] {
  const { audience, schedule } = savableParts(draft);
  return [...(audience ? [] : ["who" as const]), ...(schedule ? [] : ["when" as const])];
}

/** The message as a workflow of its own, which is how its settings are checked, tried and sent. */
export function graphOf(message: MessageDraft): Graph {
  return oneOffGraph({ message, schedule: { at: null, local: false, perHour: null } });
}
