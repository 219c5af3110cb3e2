import type { Database } from "#server/database/database.ts";
import { startThread } from "#server/thread.ts";
import { type HeavyReads, heavyReads } from "./heavy-reads.ts";

type Call<F> = F extends (db: Database, args: infer A) => infer R ? (args: A) => R : never;
export type Reads = { [K in keyof HeavyReads]: Call<HeavyReads[K]> } & { close(): Promise<void> };

/** Heavy reads on this connection: for PostgreSQL, which has threads of its own, and for tests. */
export function directReads(db: Database): Reads {
  return makeReads(
    async (name, args) => (heavyReads[name] as (db: Database, args: unknown) => unknown)(db, args),
    async () => {},
  );
}

/** Heavy reads in a worker thread, on a read-only connection to the same file. */
export function threadReads(file: string): Reads {
  const worker = startThread("reads-thread", import.meta.url, { file });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  worker.on("message", ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error));
  });
  const failAll = (error: Error) => {
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  };
  worker.on("error", failAll);
  worker.on("exit", () => failAll(new Error("the reading thread ended")));
  return makeReads(
    (name, args) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, name, args });
      }),
    async () => {
      await worker.terminate();
    },
  );
}

function makeReads(
  call: (name: keyof HeavyReads, args: unknown) => Promise<unknown>,
  close: () => Promise<void>,
): Reads {
  const names = Object.keys(heavyReads) as (keyof HeavyReads)[];
  const calls = Object.fromEntries(names.map((name) => [name, (args: unknown) => call(name, args)]));
  return { ...calls, close } as unknown as Reads;
}
