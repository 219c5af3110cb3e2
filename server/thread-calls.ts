import { parentPort, type Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { collectGarbage } from "./collect-garbage.ts";

/** Without a call for so long, a thread has nothing to do. */
const IDLE_MS = 15_000;

interface Call {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}
interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/**
 * Calls into a worker thread, each answered once. The thread is started by the first call; one that ends is replaced by
 * the next call, and what it held is rejected.
 */
export class ThreadCalls<Request> {
  readonly #what: string;
  readonly #startWorker: () => Worker;
  readonly #log: Logger;
  #worker: Worker | null = null;
  #waiting = new Map<number, Call>();
  #lastId = 0;
  #closed = false;

  /** `what` names the thread in errors: "the sending thread". */
  constructor(what: string, startWorker: () => Worker, log: Logger) {
    this.#what = what;
    this.#startWorker = startWorker;
    this.#log = log;
  }

  /** The caller knows what kind of answer belongs to its request. */
  call<Result>(request: Request): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Error(`${this.#what} is closed`));
        return;
      }
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { resolve: resolve as Call["resolve"], reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id: this.#lastId, request });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = this.#startWorker();
    worker.on("message", ({ id, result, error }: Answer) => {
      const call = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) call?.resolve(result);
      else call?.reject(new Error(error));
    });
    worker.on("error", (error) => this.#log.error({ err: error }, `${this.#what} failed`));
    worker.on("exit", () => {
      this.#worker = null;
      const lost = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { reject } of lost) reject(new Error(`${this.#what} ended`));
    });
    return worker;
  }
}

/**
 * The other side, inside the thread: answers every call with what `handle` makes of it. Once nobody has called for a
 * while, what the calls left over is given back; by itself the engine keeps it until there is new work.
 */
export function answerCalls<Request>(handle: (request: Request) => Promise<unknown>): void {
  const idle = setTimeout(collectGarbage, IDLE_MS).unref();
  parentPort?.on("message", async ({ id, request }: { id: number; request: Request }) => {
    idle.refresh();
    try {
      parentPort?.postMessage({ id, result: await handle(request) } satisfies Answer);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort?.postMessage({ id, error: text } satisfies Answer);
    }
  });
}
