import { readFileSync } from "node:fs";

/** What a process holds now, as Linux counts it, the threads included. */
export function residentMegabytes(pid: number): number {
  return readMegabytes(pid, "VmRSS");
}

/** The most that it has held since its start. */
export function peakMegabytes(pid: number): number {
  return readMegabytes(pid, "VmHWM");
}

function readMegabytes(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
}
