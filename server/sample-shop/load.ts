import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps, Transaction } from "#server/database/database.ts";
import { eraseSomeSampleProfiles, forgetNamesWithoutEvents } from "#server/store/sample-profiles.ts";
import {
  readSampleShop,
  readSettings,
  type SampleShopSetting,
  writeSetting,
} from "#server/store/settings.ts";
import { insertEntry, takeSlice } from "./entries.ts";
import { sampleEventNames } from "./sample-event.ts";
import { generateSampleShop, SAMPLE_SHOP_PROFILES } from "./sample-shop.ts";

/** Whoever has the claim and did nothing for so long is gone, and another process goes on. */
const CLAIM_KEPT_MS = 60_000;

export interface SampleShopState {
  state: SampleShopSetting["state"];
  /** Somebody is loading or removing it. */
  isWorkedOn: boolean;
  /** The last load did not work, and was undone. */
  failed: boolean;
  done: number;
  total: number;
}

interface Options {
  db: Database;
  clock: Clock;
  log: Logger;
  /** How many people it has. */
  profiles?: number;
  /** Told when its people have come or gone. */
  changed?: () => void;
}

/**
 * Loads and removes the sample shop in short slices, so that the server goes on serving. How far it is, and whose
 * work it is, stands in the database: processes that share one see the same, and one goes on where another was cut off.
 */
export class SampleShop {
  readonly #options: Options;
  readonly #total: number;
  #work: Promise<void> | null = null;
  #later: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
    this.#total = options.profiles ?? SAMPLE_SHOP_PROFILES;
  }

  async state(): Promise<SampleShopState> {
    const { sampleShop } = await readSettings(this.#options.db);
    const { state, failed, done } = sampleShop;
    return { state, failed, done, total: this.#total, isWorkedOn: this.#isClaimed(sampleShop) };
  }

  /** Undoes a load that was cut off, so that it can be asked for again, and goes on with a removal. */
  async resume(): Promise<void> {
    const { db } = this.#options;
    const { sampleShop } = await readSettings(db);
    if (!isUnderWay(sampleShop)) return;
    // On SQLite there is no other process: whoever had the claim is gone.
    if (db.engine === "postgres" && this.#isClaimed(sampleShop)) {
      const resume = () => this.resume().catch((error: unknown) => this.#tell(error));
      this.#later = setTimeout(resume, CLAIM_KEPT_MS).unref();
      return;
    }
    const claim = await this.#claim(
      "removing",
      (found) => isUnderWay(found) && found.claim === sampleShop.claim,
    );
    if (claim) this.#begin(claim, () => this.#remove(claim));
  }

  /** Begins to load; false when the shop is there or on its way. */
  async load(): Promise<boolean> {
    const claim = await this.#claim("loading", ({ state }) => state === "absent");
    if (claim) this.#begin(claim, () => this.#load(claim));
    return claim !== null;
  }

  /** Begins to remove every sample profile and all that is theirs, also while they are still being loaded. */
  async remove(): Promise<boolean> {
    const claim = await this.#claim(
      "removing",
      (found) => found.state !== "absent" && !(found.state === "removing" && this.#isClaimed(found)),
    );
    if (claim) this.#begin(claim, () => this.#remove(claim));
    return claim !== null;
  }

  /** Resolves when no work is going on here. */
  async idle(): Promise<void> {
    while (this.#work) await this.#work;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#later);
    await this.idle();
  }

  #begin(claim: string, work: () => Promise<void>): void {
    const before = this.#work;
    const own = carryOut(before, work)
      .catch((error: unknown) => this.#tell(error))
      .then(() => this.#release(claim))
      .catch((error: unknown) => this.#tell(error))
      .finally(() => {
        if (this.#work === own) this.#work = null;
      });
    this.#work = own;
  }

  async #load(claim: string): Promise<void> {
    try {
      await this.#insertAll(claim);
    } catch (error) {
      this.#tell(error);
      // Half a shop is none: what came in goes again, and it can be asked for anew.
      const undoing = await this.#claim("removing", (found) => found.claim === claim, { failed: true });
      if (undoing) this.#begin(undoing, () => this.#remove(undoing));
    }
  }

  async #insertAll(claim: string): Promise<void> {
    const now = this.#options.clock.now();
    const entries = generateSampleShop({ now, profiles: this.#total });
    for (let count: number | null = 1; count !== 0; ) {
      const slice = takeSlice(entries);
      count = await this.#slice(claim, function* () {
        for (const entry of slice) yield* insertEntry(entry, now);
        return slice.length;
      });
      if (count === null) return;
    }
    await this.#finish(claim, "loaded");
  }

  async #remove(claim: string): Promise<void> {
    for (let count: number | null = 1; count !== 0; ) {
      count = await this.#slice(claim, (tx) => eraseSomeSampleProfiles(tx));
      if (count === null) return;
    }
    await this.#finish(claim, "absent");
  }

  /** How many people a slice was about; null when the work is to stop here, or is somebody else's by now. */
  async #slice(claim: string, body: (tx: Transaction) => Steps<number>): Promise<number | null> {
    if (this.#stopped) return null;
    const { db, clock } = this.#options;
    const startedAt = performance.now();
    const count = await db.transaction(function* (tx) {
      const found = yield* readSampleShop(tx);
      if (found.claim !== claim) return null;
      const count = yield* body(tx);
      yield* writeSetting(tx, "sampleShop", { ...found, workedAt: clock.now(), done: found.done + count });
      return count;
    });
    await restAsLong(performance.now() - startedAt);
    return count;
  }

  async #finish(claim: string, state: "loaded" | "absent"): Promise<void> {
    const { db, changed } = this.#options;
    await db.transaction(function* (tx) {
      const found = yield* readSampleShop(tx);
      if (found.claim !== claim) return;
      if (state === "absent") yield* forgetNamesWithoutEvents(tx, sampleEventNames);
      yield* writeSetting(tx, "sampleShop", { ...found, state, claim: null, done: 0 });
    });
    changed?.();
  }

  /** Makes it the caller's work to bring the shop into a state; null when it may not, as things stand. */
  async #claim(
    state: "loading" | "removing",
    may: (found: SampleShopSetting) => boolean,
    { failed } = { failed: false },
  ): Promise<string | null> {
    const { db, clock } = this.#options;
    const claim = randomUUID();
    const workedAt = clock.now();
    return await db.transaction(function* (tx) {
      if (!may(yield* readSampleShop(tx))) return null;
      yield* writeSetting(tx, "sampleShop", { state, claim, workedAt, done: 0, failed });
      return claim;
    });
  }

  /** What could not be ended is left to whoever comes next. */
  async #release(claim: string): Promise<void> {
    await this.#options.db.transaction(function* (tx) {
      const found = yield* readSampleShop(tx);
      if (found.claim === claim) yield* writeSetting(tx, "sampleShop", { ...found, claim: null });
    });
  }

  #isClaimed({ claim, workedAt }: SampleShopSetting): boolean {
    return claim !== null && this.#options.clock.now() - workedAt < CLAIM_KEPT_MS;
  }

  #tell(error: unknown): void {
    this.#options.log.error({ err: error }, "the sample shop could not be changed");
  }
}

function isUnderWay({ state }: SampleShopSetting): boolean {
  return state === "loading" || state === "removing";
}

/** A load that is undone while it runs sees that the claim is no longer its own, and ends. */
async function carryOut(before: Promise<void> | null, work: () => Promise<void>): Promise<void> {
  await before;
  await work();
}

/** Leaves the thread to others for as long as the slice held it: answering a page takes many turns of the event loop. */
function restAsLong(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
