import { z } from "zod";
import type { Services } from "#server/services.ts";
import { beginAdmission } from "#server/store/admissions.ts";
import type { Workflow } from "#server/store/workflows.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { Condition } from "#workflows/condition.ts";
import type { Graph } from "#workflows/graph.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { wordCondition } from "#workflows/word-condition.ts";
import { badRequest } from "./trpc.ts";

const STARTED_AT_ONCE_MAX = 200;
const DATA_MAX_CHARS = 20_000;
const ENTRY_KEY_START = "by-hand-";

export const profileIds = z
  .array(z.number().int())
  .min(1, "Choose somebody")
  .max(STARTED_AT_ONCE_MAX, "At most 200 people at once");
/** What the messages can use as the event. */
export const startData = z
  .record(z.string(), z.unknown())
  .default({})
  .refine((data) => JSON.stringify(data).length <= DATA_MAX_CHARS, "The data is too long");

/** Whether people are let in by hand. */
export function isStartedByHand(live: Graph | null): boolean {
  return live !== null && compileGraph(live).trigger?.definition.manual === true;
}

export function demandStartedByHand({ status }: Workflow, live: Graph | null): void {
  if (status !== "live") throw badRequest("This workflow is not switched on");
  if (!isStartedByHand(live)) throw badRequest("This workflow is not one that people are added to by hand");
}

/** Lets each of them in, one after the other; answers with who was not, and why. */
export async function startEach(
  { engine }: Pick<Services, "engine">,
  workflowId: number,
  { profileIds, data }: { profileIds: number[]; data: Record<string, unknown> },
) {
  const people: { profileId: number; started: boolean; refusal: Phrase | null }[] = [];
  for (const profileId of new Set(profileIds)) {
    const result = await engine.startByHand(workflowId, profileId, {
      messageId: null,
      data: { event: data },
    });
    const refusal = result?.kind === "started" ? null : wordRefusal(result);
    people.push({ profileId, started: refusal === null, refusal });
  }
  return { people };
}

/** Begins to let everybody in for whom the condition holds, a few at a time. */
export async function startEverybody(
  { db, engine, clock }: Pick<Services, "db" | "engine" | "clock">,
  workflowId: number,
  condition: Condition | null,
): Promise<void> {
  const createdAt = clock.now();
  const admission = {
    workflowId,
    entryKey: `${ENTRY_KEY_START}${createdAt}`,
    condition,
    data: { event: {} },
    createdAt,
  };
  await db.transaction((tx) => beginAdmission(tx, admission));
  engine.poke();
}

/** The newest times that many people were let in at once, and how far each has got. */
export async function readAdmissions({ reads }: Pick<Services, "reads">, workflowId: number) {
  const rows = await reads.listAdmissions(workflowId);
  const admissions = rows.map(({ entryKey, condition, endCode, endValues, ...row }) => ({
    ...row,
    /** Why nobody was let in, where that is so. */
    refusal: endCode && wordReason(endCode, endValues ?? {}),
    byHand: entryKey.startsWith(ENTRY_KEY_START),
    /** For whom, in words; null for everybody. */
    whom: condition && wordCondition(condition),
  }));
  return { admissions };
}

function wordRefusal(result: Awaited<ReturnType<Services["engine"]["startByHand"]>>): Phrase {
  // Nothing is there to be noted with: the profile is erased, or the workflow was switched off a moment ago.
  if (result?.kind !== "refused")
    return phrase("Not entered: the profile or the workflow is not there any more");
  return wordReason(result.reason.code, result.reason.values);
}
