import type { Graph } from "#workflows/graph.ts";
import {
  type OneOffMessage,
  type OneOffSchedule,
  oneOffAudience,
  oneOffGraph,
  oneOffSchedule,
} from "#workflows/one-off.ts";
import type { OneOff } from "./outputs.ts";

/** Whom it goes to, as it is being chosen; a rule may be unfinished. */
export type AudienceDraft =
  | { kind: "everybody" }
  | { kind: "condition"; condition: unknown }
  | { kind: "list" };

/** Everything that the owner chooses of a message. */
export interface OneOffDraft {
  name: string;
  /** Null until a channel is chosen. */
  message: OneOffMessage | null;
  audience: AudienceDraft;
  schedule: OneOffSchedule;
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

export type UnfinishedPart = "audience" | "schedule";

/** What has to be finished before it can be saved. */
export function unfinishedParts(draft: OneOffDraft): UnfinishedPart[] {
  const { audience, schedule } = savableParts(draft);
  return [...(audience ? [] : ["audience" as const]), ...(schedule ? [] : ["schedule" as const])];
}

/** The message as a workflow of its own, which is how its settings are checked, tried and sent. */
export function graphOf(message: OneOffMessage): Graph {
  return oneOffGraph({ message, schedule: { at: null, local: false, perHour: null } });
}
