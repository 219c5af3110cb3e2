import { parentPort } from "node:worker_threads";
import type { SendJob } from "./job.ts";
import { Sender } from "./sender.ts";

// The thread that writes and sends, so that a slow template never holds up the thread that takes events in.
const sender = new Sender();

parentPort?.on("message", async ({ id, job }: { id: number; job: SendJob }) => {
  try {
    parentPort?.postMessage({ id, result: await sender.send(job) });
  } catch (error) {
    parentPort?.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
