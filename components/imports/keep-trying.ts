/** What the connection broke under before there was an answer. */
export const BROKEN = Symbol("broken");

/** Pauses between two tries, which grow to the last. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

export interface Patience {
  /** Aborted when nobody wants an answer any more. */
  signal: AbortSignal;
  onBroken: () => void;
  /** Resolves after so many milliseconds or sooner, and rejects once the signal is aborted. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Tries something again, with growing pauses, for as long as the connection is broken. */
export async function keepTrying<R>(
  attempt: () => Promise<R | typeof BROKEN>,
  { signal, onBroken, pause }: Patience,
): Promise<R> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    const answer = await attempt();
    if (answer !== BROKEN) return answer;
    onBroken();
    await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!, signal);
  }
}

/** A pause that `end` makes shorter, as does the browser when it is back on a network. */
export function makePause(): { pause: Patience["pause"]; end: () => void } {
  let end = () => {};
  const pause: Patience["pause"] = (ms, signal) =>
    new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        window.removeEventListener("online", done);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done);
      window.addEventListener("online", done);
      end = done;
    });
  return { pause, end: () => end() };
}
