import { eq } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";

const handedOver = statement<Record<string, never>>()((query, { messages, runs }) =>
  query
    .select({ key: messages.key, attempts: messages.attempts, run: runs.status })
    .from(messages)
    .innerJoin(runs, eq(runs.id, messages.runId))
    .where(eq(messages.status, "handed")),
);

/**
 * Looks into a transaction when it hands a message over: its run must be under way then. After the transaction nobody
 * can tell any more whether a run ended before or after that.
 */
export class HandOverWatch {
  readonly #known = new Set<string>();
  #broken: string[] = [];

  *inspect(): Steps<void> {
    for (const { key, attempts, run } of yield* prepared(handedOver, {})) {
      const attempt = `${key} ${attempts}`;
      if (this.#known.has(attempt)) continue;
      this.#known.add(attempt);
      if (run !== "active") this.#broken.push(`${key} was handed over, and its run is “${run}” already`);
    }
  }

  /** What was wrong since it was last asked. */
  take(): string[] {
    return this.#broken.splice(0);
  }
}
