import type { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { Database } from "#server/database/database.ts";
import { startThread } from "#server/thread.ts";
import { ThreadCalls } from "#server/thread-calls.ts";
import { type HeavyReads, heavyReads } from "./heavy-reads.ts";
import type { ReadCall } from "./reads-thread.ts";

type Call<F> = F extends (db: Database) => infer R
  ? () => R
  : F extends (db: Database, args: infer A) => infer R
    ? (args: A) => R
    : never;
export type Reads = { [K in keyof HeavyReads]: Call<HeavyReads[K]> } & { close(): Promise<void> };

/** Heavy reads on this connection: for PostgreSQL, which has threads of its own, and for tests. */
export function directReads(db: Database): Reads {
  return makeReads(
    async ({ name, args }) => (heavyReads[name] as (db: Database, args: unknown) => unknown)(db, args),
    async () => {},
  );
}

/**
 * Heavy reads in a worker thread, on a read-only connection to the same file. A thread that ends is replaced; the reads
 * it held are rejected.
 */
export function threadReads(file: string, log: Logger, startWorker = () => startReading(file)): Reads {
  const calls = new ThreadCalls<ReadCall>("the reading thread", startWorker, log);
  return makeReads(
    (read) => calls.call(read),
    () => calls.close(),
  );
}

/** The thread that reads. */
export function startReading(file: string): Worker {
  return startThread("reads-thread", import.meta.url, { file });
}

function makeReads(call: (read: ReadCall) => Promise<unknown>, close: () => Promise<void>): Reads {
  const names = Object.keys(heavyReads) as (keyof HeavyReads)[];
  const calls = Object.fromEntries(names.map((name) => [name, (args: unknown) => call({ name, args })]));
  return { ...calls, close } as unknown as Reads;
}
