import { Pool } from "undici";
import { headersFor, type Target } from "./load.ts";

/** How often it looks for requests that are due. */
const TICK_MS = 1;

export interface SteadyTimes {
  /** From when a request was due to the end of its answer, in milliseconds, one for each. */
  answerMs: number[];
  /** From when it was due to when it was sent: how late the sender itself is. */
  sendMs: number[];
}

/**
 * Sends at a constant rate, whether earlier requests are answered or not. Time counts from when a request was due, so
 * that all that wait behind a server that stands still are late as well. Throws when anything was refused.
 */
export async function steadyLoad(target: Target, perSecond: number, seconds: number): Promise<SteadyTimes> {
  const times: SteadyTimes = { answerMs: [], sendMs: [] };
  const pool = new Pool(new URL(target.url).origin, { connections: target.connections });
  const count = Math.floor(perSecond * seconds);
  const open: Promise<void>[] = [];
  const failures: unknown[] = [];
  const startedAt = performance.now();
  while (open.length < count && failures.length === 0) {
    for (;;) {
      const dueAt = startedAt + (open.length * 1000) / perSecond;
      if (open.length === count || dueAt > performance.now()) break;
      open.push(send(pool, target, dueAt, times).catch((error: unknown) => void failures.push(error)));
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(open);
  await pool.close();
  if (failures.length > 0) throw new Error("an event was not taken", { cause: failures[0] });
  return times;
}

async function send(pool: Pool, target: Target, dueAt: number, times: SteadyTimes): Promise<void> {
  times.sendMs.push(performance.now() - dueAt);
  const response = await pool.request({
    path: new URL(target.url).pathname,
    method: "POST",
    headers: headersFor(target),
    body: target.body(),
  });
  const answer = await response.body.text();
  if (answer !== target.answer) throw new Error(`${response.statusCode}: ${answer}`);
  times.answerMs.push(performance.now() - dueAt);
}
