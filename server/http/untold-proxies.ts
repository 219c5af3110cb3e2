import type { IncomingMessage } from "node:http";

/** Anybody can write the header once; behind a proxy every request has it. */
const SHOWN_FOR_MS = 24 * 3_600_000;

/**
 * Whether requests come through a proxy that nobody told the server of. All clients behind it have the proxy's address
 * then, and share its limits.
 */
export class UntoldProxies {
  readonly #trustedProxies: number;
  #seenAt: number | null = null;

  constructor(trustedProxies: number) {
    this.#trustedProxies = trustedProxies;
  }

  /** Looks at a request at a door that shops' visitors come to. */
  note(request: IncomingMessage, now: number): void {
    if (this.#trustedProxies === 0 && request.headers["x-forwarded-for"] !== undefined) this.#seenAt = now;
  }

  /** Whether there was one lately. */
  areSeen(now: number): boolean {
    return this.#seenAt !== null && now - this.#seenAt <= SHOWN_FOR_MS;
  }
}
