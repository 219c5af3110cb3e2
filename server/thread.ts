import { Worker } from "node:worker_threads";

/**
 * Starts a worker thread from its source file; in the bundle all threads lie beside the main file.
 * `base` is the caller's import.meta.url.
 */
export function startThread(
  name: "sender-thread" | "reads-thread",
  base: string,
  workerData?: unknown,
): Worker {
  const file = base.endsWith(".ts") ? `./${name}.ts` : `./${name}.js`;
  return new Worker(new URL(file, base), { workerData });
}
