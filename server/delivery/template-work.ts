/** Thrown while rendering, when a template works longer than it may. */
export class TooMuchWork extends Error {}

const MICROSECONDS_PER_MS = 1000;

/**
 * Limits how long a template works, in processor time of this thread: on a busy machine a harmless template may wait
 * long for its turn, and must not be taken for an endless one. Stands in for the engine's own limit, which counts the
 * time that passes.
 */
export class WorkLimit {
  private readonly maxMs: number;
  private readonly startedAt = process.threadCpuUsage();

  constructor(maxMs: number) {
    this.maxMs = maxMs;
  }

  /** Asked by the engine before each piece of a template. */
  check(): void {
    const { user, system } = process.threadCpuUsage(this.startedAt);
    if ((user + system) / MICROSECONDS_PER_MS > this.maxMs) throw new TooMuchWork("template works too long");
  }
}
