import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { SendResult } from "#server/delivery/job.ts";
import type { Send } from "#server/delivery/sender-pool.ts";
import {
  claimMessages,
  type DispatchServices,
  emailsPerMinute,
  type HandedMessage,
  setMessageAside,
} from "./dispatch.ts";
import { lostOutcome, recordOutcome } from "./outcome.ts";
import { VersionNotLoaded } from "./step.ts";

/** Messages that are with the sending thread at one time. */
const IN_FLIGHT_MAX = 32;
const AGAIN_AFTER_FAILURE_MS = 5_000;
/** So long a free place waits for others, so that one look at what is due fills them all. */
const REFILL_MS = 10;

interface SendingOptions {
  db: Database;
  clock: Clock;
  log: Logger;
  send: Send;
}

interface Around {
  /** A place has become free. */
  poke(): void;
  /** Runs what it is given once more after another process has published something that it needs. */
  again<R>(work: () => Promise<R>): Promise<R>;
  isStopped(): boolean;
}

/** Hands due messages to the sending thread, and writes down what became of them. */
export class Sending {
  readonly #options: SendingOptions;
  readonly #services: DispatchServices;
  readonly #around: Around;
  readonly #inFlight = new Set<Promise<void>>();
  #refill: NodeJS.Timeout | null = null;

  constructor(options: SendingOptions, services: DispatchServices, around: Around) {
    this.#options = options;
    this.#services = services;
    this.#around = around;
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  get freePlaces(): number {
    return IN_FLIGHT_MAX - this.#inFlight.size;
  }

  /** Resolves when what is in flight now has landed. */
  async idle(): Promise<void> {
    await Promise.all(this.#inFlight);
  }

  /** Hands up to `rows` due messages over; answers with how many were decided about. */
  async handOver(rows: number, now: number): Promise<number> {
    const limit = Math.min(rows, this.freePlaces);
    const { live, lanes, pace, oneOffPaces } = this.#services;
    if (limit <= 0 || live.settings.sendingOff) return 0;
    const { handed, decided } = await this.#claim(limit, now);
    pace.take(emailsPerMinute(this.#services), handed.filter(({ paced }) => paced).length, now);
    for (const message of handed) {
      lanes.take(message);
      if (message.placeOf !== null) oneOffPaces.take(live, message.placeOf, now);
      const sending = this.#send(message).finally(() => {
        lanes.free(message);
        this.#inFlight.delete(sending);
        this.#freed();
      });
      this.#inFlight.add(sending);
    }
    return decided;
  }

  #freed(): void {
    if (this.#inFlight.size > 0) {
      this.#refill ??= setTimeout(() => this.#lookForMore(), REFILL_MS);
    } else this.#lookForMore();
  }

  #lookForMore(): void {
    if (this.#refill) clearTimeout(this.#refill);
    this.#refill = null;
    this.#around.poke();
  }

  /** When claiming fails it is tried with one message alone, and one that fails alone is set aside. */
  async #claim(limit: number, now: number): Promise<{ handed: HandedMessage[]; decided: number }> {
    const { db, log } = this.#options;
    const services = this.#services;
    for (const most of [limit, 1]) {
      try {
        return await db.transaction((tx) => claimMessages(tx, services, most, now));
      } catch (error) {
        if (error instanceof VersionNotLoaded) throw error;
        log.error({ err: error, message: services.deciding?.id }, "messages could not be handed over");
      }
    }
    await db.transaction(() => setMessageAside(services, now));
    return { handed: [], decided: 1 };
  }

  async #send({ id, channel, host, job }: HandedMessage): Promise<void> {
    const { log, send, clock } = this.#options;
    const result = await send(job).catch((error: unknown): SendResult => {
      log.error({ err: error, message: id }, "nobody can tell whether a message was sent");
      return lostOutcome(channel);
    });
    const { outcome } = result;
    if (host !== null && outcome.kind === "retry" && outcome.retryAfterMs)
      this.#services.lanes.pause(host, clock.now() + outcome.retryAfterMs);
    while (!(await this.#recordOutcome(id, result)) && !this.#around.isStopped()) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_FAILURE_MS));
    }
  }

  /** False when the database did not take it: a full disk, say. What became of a message must not be forgotten. */
  async #recordOutcome(id: number, result: SendResult): Promise<boolean> {
    const { db, clock, log } = this.#options;
    const services = this.#services;
    try {
      await this.#around.again(() =>
        db.transaction((tx) => recordOutcome(tx, services, id, result, clock.now())),
      );
      return true;
    } catch (error) {
      log.error({ err: error, message: id }, "the outcome of a message could not be recorded; trying again");
      return false;
    }
  }
}
