import { answeringAtOnce, type Database, type Step, type Steps } from "./database.ts";

/**
 * Runs a body that only reads outside a transaction, as a connection does that cannot write. Throws for one that counts
 * something up.
 */
export async function readSteps<R>(db: Database, steps: Steps<R>): Promise<R> {
  const recalled = new Map<string, unknown>();
  let step = answeringAtOnce(null, () => steps.next());
  while (!step.done) {
    const answer = await answerOf(db, step.value, recalled);
    step = answeringAtOnce(null, () => steps.next(answer));
  }
  return step.value;
}

async function answerOf(db: Database, step: Step, recalled: Map<string, unknown>): Promise<unknown> {
  if ("query" in step) return await step.query;
  if ("statement" in step) return await db.execute(step.statement, step.values as never);
  if (!("recall" in step)) throw new Error("what only reads counts nothing up");
  if (!recalled.has(step.key)) recalled.set(step.key, await db.execute(step.recall, step.values as never));
  return recalled.get(step.key);
}
