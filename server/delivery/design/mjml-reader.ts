import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { startThread } from "#server/thread.ts";
import type { MjmlResult, MjmlText } from "./read-mjml.ts";

/** Of the processor, for one email: on a busy machine a harmless one may wait long for its turn. */
export const READ_MAX_MS = 2_000;
const LOOK_EVERY_MS = 50;
const MICROSECONDS_PER_MS = 1000;
const MEMORY_MAX_MB = 256;
/** A thread that nothing was asked of for so long is ended, and its memory given back. */
const IDLE_MS = 60_000;

/**
 * Reads MJML in a thread of its own, one text after the other. One that takes too long, or too much memory, is the end of
 * the thread, and the next one gets a new thread: a few lines of MJML can mean minutes of work.
 */
export class MjmlReader {
  readonly #readMaxMs: number;
  readonly #yields: boolean;
  #worker: Promise<Worker> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  /** How many threads were started. */
  started = 0;

  /** `yields`: the processor goes to others first. */
  constructor({ readMaxMs = READ_MAX_MS, yields = false } = {}) {
    this.#readMaxMs = readMaxMs;
    this.#yields = yields;
  }

  /** Rejects when the thread cannot be started. */
  readonly read = (text: MjmlText): Promise<MjmlResult> => {
    const result = this.#last.then(() => this.#readNow(text));
    this.#last = result.catch(() => undefined);
    return result;
  };

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await (await worker)?.terminate();
  }

  async #readNow(text: MjmlText): Promise<MjmlResult> {
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    try {
      return await answerWithin(this.#readMaxMs, await this.#worker, text);
    } catch (error) {
      this.#worker = null;
      if (error instanceof TooSlow) return { kind: "too-slow" };
      if (isOutOfMemory(error)) return { kind: "broken", reason: "it takes too much memory" };
      throw error;
    } finally {
      this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  async #start(): Promise<Worker> {
    this.started += 1;
    const limits = { maxOldGenerationSizeMb: MEMORY_MAX_MB };
    const worker = startThread("mjml-thread", import.meta.url, { yields: this.#yields }, limits);
    // Told by whoever waits for it; one that fails while nobody does must not take this thread along.
    worker.on("error", () => void worker.terminate());
    await once(worker, "message");
    return worker;
  }
}

class TooSlow extends Error {}

/** The thread's answer; it is ended when there is none within its time. */
async function answerWithin(maxMs: number, worker: Worker, text: MjmlText): Promise<MjmlResult> {
  const over = new AbortController();
  // Between two texts it keeps no process alive.
  worker.ref();
  const begun = await worker.cpuUsage();
  worker.postMessage(text);
  const looking = setInterval(async () => {
    try {
      const { user, system } = await worker.cpuUsage(begun);
      if ((user + system) / MICROSECONDS_PER_MS > maxMs) over.abort(new TooSlow());
    } catch (error) {
      // It is no longer there.
      over.abort(error);
    }
  }, LOOK_EVERY_MS);
  try {
    const [result] = (await once(worker, "message", { signal: over.signal })) as [MjmlResult];
    return result;
  } catch (error) {
    await worker.terminate();
    throw over.signal.aborted ? over.signal.reason : error;
  } finally {
    clearInterval(looking);
    worker.unref();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
}
