import { constants, setPriority } from "node:os";
import { type ResourceLimits, Worker } from "node:worker_threads";

/**
 * Lets others go first, within a thread whose work can wait: on few processors it would hold up the thread that takes
 * events in. Only Linux knows threads of different priority; elsewhere this would be about the whole process.
 */
export function yieldToOthers(): void {
  if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

/**
 * Starts a worker thread from its source file; in the bundle all threads lie beside the main file.
 * `base` is the caller's import.meta.url.
 */
export function startThread(
  name: "sender-thread" | "mjml-thread" | "reads-thread" | "checkpoint-thread",
  base: string,
  workerData?: unknown,
  resourceLimits?: ResourceLimits,
): Worker {
  const file = base.endsWith(".ts") ? `./${name}.ts` : `./${name}.js`;
  return new Worker(new URL(file, base), { workerData, resourceLimits });
}
