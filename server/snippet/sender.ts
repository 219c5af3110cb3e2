import type { Queue, Queued } from "./queue.ts";
import type { Values } from "./storage.ts";

/** Calls that follow each other go out together. */
export const GATHER_MS = 200;
const BATCH_EVENTS_MAX = 100;
/** A third of what the server takes, since a character may be three bytes. */
const BATCH_MAX_CHARS = 160_000;
/** Browsers let 64 kB go out after the page is gone. */
export const LEAVING_MAX_CHARS = 20_000;
const ANSWER_TIMEOUT_MS = 30_000;
const RETRY_FIRST_MS = 1_000;
export const RETRY_MAX_MS = 5 * 60_000;
/** A wait longer than this was not meant, or the clock was set back. */
const WAIT_MAX_MS = 60 * 60_000;
const WAIT = "rekindle:wait";
/** The events themselves are what is wrong: they would be refused again. All else may be put right meanwhile. */
const REFUSED_FOR_GOOD = [400, 413, 415, 422];

export interface SenderParts {
  queue: Queue;
  values: Values;
  /** The address of the batch door. */
  url: string;
  writeKey: string;
  /** Epoch milliseconds. */
  now(): number;
  /** False when the browser knows that nothing it sends can arrive. */
  isOnline(): boolean;
  /** From 0 to 1. */
  random(): number;
  /** Does the work later, and answers with what calls it off. */
  after(ms: number, work: () => void): () => void;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /**
   * Hands text over to the browser, which sends it when the page is gone; false when the browser does not take it. Null
   * when fetch can do that itself.
   */
  beacon: ((url: string, text: string) => boolean) | null;
  /** Told in a sentence why something could not be taken. */
  onError(text: string): void;
}

export interface Sender {
  /** There is something to send. */
  wake(): void;
  /** The connection is back: no need to wait any longer. */
  online(): void;
  /** The page may be about to go: hands over what is there without waiting. */
  leave(): void;
}

/**
 * Sends what is queued and removes it when the server has confirmed it. Whatever was sent but not confirmed is sent
 * again, also by the next page, for as long as the server surely knows each event by its message id.
 */
export function createSender(parts: SenderParts): Sender {
  const { queue, values } = parts;
  const inFlight = new Set<string>();
  let failures = 0;
  let retryAt = Number(values.getItem(WAIT) ?? 0);
  let serverAsked = false;
  let callOff: (() => void) | null = null;
  let sending = false;

  function wake(ms = GATHER_MS): void {
    if (sending || callOff) return;
    callOff = parts.after(Math.max(ms, waitMs()), () => {
      callOff = null;
      void sendNext();
    });
  }

  async function sendNext(): Promise<void> {
    const batch = queue.first({ events: BATCH_EVENTS_MAX, chars: BATCH_MAX_CHARS }, inFlight);
    if (batch.length === 0 || sending) return;
    sending = true;
    const left = await send(batch, false);
    sending = false;
    if (left || queue.first({ events: 1, chars: 0 }, inFlight).length > 0) wake(0);
  }

  /** Answers whether the batch has to be sent again. */
  async function send(batch: Queued[], leaving: boolean): Promise<boolean> {
    const keys = batch.map(({ key }) => key);
    const body = bodyOf(batch);
    for (const key of keys) inFlight.add(key);
    const marked = markSent(batch);
    const abort = new AbortController();
    const stopWaiting = parts.after(ANSWER_TIMEOUT_MS, () => abort.abort());
    try {
      const response = await parts.fetch(parts.url, {
        method: "POST",
        // No question beforehand whether this is allowed, which JSON would need.
        headers: { "content-type": "text/plain" },
        credentials: "omit",
        keepalive: leaving || body.length < LEAVING_MAX_CHARS,
        signal: abort.signal,
        body,
      });
      const { ok, status } = response;
      if (!ok && !REFUSED_FOR_GOOD.includes(status)) {
        // Refused as a whole; with its own trouble, a server may have stored some.
        if (status < 500) queue.markSent(marked, 0);
        waitUntilRetry(response.headers.get("retry-after"));
        // What somebody at the shop or at the server has to put right, such as the key.
        if (status < 408) await report(response);
        return true;
      }
      failures = 0;
      queue.remove(keys);
      await report(response);
      return false;
    } catch {
      // No connection, or none to this server: a page cannot know which.
      waitUntilRetry(null);
      return true;
    } finally {
      stopWaiting();
      for (const key of keys) inFlight.delete(key);
    }
  }

  /** Before anything is sent: the page may be gone before it hears of it. Answers with those not marked before. */
  function markSent(batch: Queued[]): Queued[] {
    const unmarked = parts.isOnline() ? batch.filter(({ sentAt }) => sentAt === 0) : [];
    queue.markSent(unmarked, parts.now());
    return unmarked;
  }

  /** The events are JSON already. */
  function bodyOf(batch: Queued[]): string {
    const rest = JSON.stringify({ writeKey: parts.writeKey, sentAt: new Date(parts.now()).toISOString() });
    return `{"batch":[${batch.map(({ text }) => text).join()}],${rest.slice(1)}`;
  }

  /** Says why something was refused. */
  async function report(response: Response): Promise<void> {
    const answer = await response.json().catch(() => null);
    if (!response.ok) parts.onError(answer?.error?.message ?? `The server answered ${response.status}`);
    for (const { message } of answer?.errors ?? []) parts.onError(String(message));
  }

  function waitUntilRetry(retryAfter: string | null): void {
    failures += 1;
    const backoff = Math.min(RETRY_FIRST_MS * 2 ** (failures - 1), RETRY_MAX_MS);
    const asked = retryAfter === null ? null : readRetryAfterMs(retryAfter, parts.now());
    serverAsked = asked !== null;
    // Spread, so that all the shop's visitors do not come back in the same moment.
    const ms = Math.min(asked ?? backoff * (0.5 + parts.random() / 2), WAIT_MAX_MS);
    retryAt = Math.round(parts.now() + ms);
    try {
      // Kept, so that the next page waits too.
      values.setItem(WAIT, String(retryAt));
    } catch {
      // Full: then only this page waits.
    }
  }

  function waitMs(): number {
    const ms = retryAt - parts.now();
    return ms > 0 && ms <= WAIT_MAX_MS ? ms : 0;
  }

  return {
    wake: () => wake(),
    online() {
      if (!serverAsked) {
        retryAt = 0;
        failures = 0;
      }
      callOff?.();
      callOff = null;
      wake(0);
    },
    leave() {
      if (waitMs() > 0) return;
      const batch = queue.first({ events: BATCH_EVENTS_MAX, chars: LEAVING_MAX_CHARS }, inFlight);
      if (batch.length === 0) return;
      if (parts.beacon) {
        if (parts.beacon(parts.url, bodyOf(batch))) markSent(batch);
      } else void send(batch, true).then((left) => left && wake(0));
    },
  };
}

/** Seconds or a date, as milliseconds from now; null when it is neither. */
function readRetryAfterMs(text: string, now: number): number | null {
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}
