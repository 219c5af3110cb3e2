/**
 * Loaded into the measured server before its own code: on SIGUSR2 it writes the longest delay of the event loop since
 * the last time, in milliseconds, to the file that LOOP_DELAY_FILE names.
 */
import { renameSync, writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const RESOLUTION_MS = 1;

const file = process.env.LOOP_DELAY_FILE;
if (isMainThread && file) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  process.on("SIGUSR2", () => {
    const longestMs = delays.max / 1e6 - RESOLUTION_MS;
    delays.reset();
    writeFileSync(`${file}.new`, String(longestMs));
    renameSync(`${file}.new`, file);
  });
}
