import type { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { startThread } from "#server/thread.ts";
import type { SendJob, SendResult } from "./job.ts";

/** Sends a job and answers with what became of it. Rejects when nobody can tell. */
export type Send = (job: SendJob) => Promise<SendResult>;

type Waiting = { resolve: (result: SendResult) => void; reject: (error: Error) => void };

/** The sending thread, seen from the main thread. A thread that dies is replaced; what it held is rejected. */
export class SenderPool {
  readonly #log: Logger;
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  readonly send: Send = (job) =>
    new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id: this.#lastId, job });
    });

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = startThread("sender-thread", import.meta.url);
    worker.on("message", ({ id, result, error }: { id: number; result?: SendResult; error?: string }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (result) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    worker.on("error", (error) => this.#log.error({ err: error }, "the sending thread failed"));
    worker.on("exit", () => {
      this.#worker = null;
      const lost = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { reject } of lost) reject(new Error("the sending thread ended"));
    });
    return worker;
  }
}
