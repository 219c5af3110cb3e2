import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps, Transaction } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import { foldIntoCarts } from "#server/store/carts.ts";
import { setConsent } from "#server/store/consents.ts";
import { insertEvent } from "#server/store/events.ts";
import { createProfile } from "#server/store/profiles.ts";
import { eraseSomeSampleProfiles, forgetNamesWithoutEvents } from "#server/store/sample-profiles.ts";
import { readSettings, type Settings, writeSetting } from "#server/store/settings.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { sampleEventNames } from "./sample-event.ts";
import { generateSampleShop, SAMPLE_SHOP_PROFILES, type SampleShopEntry } from "./sample-shop.ts";

/** One slice of loading or removing holds the writing thread for about this long; each ends with a write to the disk. */
const SLICE_MS = 15;
const SLICE_EVENTS_MAX = 200;

export interface SampleShopState {
  state: Settings["sampleShop"]["state"];
  done: number;
  total: number;
}

interface Options {
  db: Database;
  clock: Clock;
  engine: Engine;
  log: Logger;
  /** How many people it has. */
  profiles?: number;
}

/** Loads and removes the sample shop in short slices, so that the server goes on serving; goes on after a restart. */
export class SampleShop {
  readonly #options: Options;
  #state: SampleShopState;
  #work: Promise<void> | null = null;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
    this.#state = { state: "absent", done: 0, total: options.profiles ?? SAMPLE_SHOP_PROFILES };
  }

  state(): SampleShopState {
    return this.#state;
  }

  /** Reads how far things were. A load that was cut off is undone, so that it can be asked for again. */
  async resume(): Promise<void> {
    const { sampleShop } = await readSettings(this.#options.db);
    this.#state = { ...this.#state, state: sampleShop.state };
    if (sampleShop.state === "loading" || sampleShop.state === "removing") await this.remove();
  }

  /** Begins to load; false when the shop is there or on its way. */
  async load(): Promise<boolean> {
    if (this.#state.state !== "absent") return false;
    await this.#enter("loading");
    this.#begin(() => this.#load());
    return true;
  }

  /** Begins to remove every sample profile and all that is theirs. */
  async remove(): Promise<boolean> {
    if (this.#work) return false;
    await this.#enter("removing");
    this.#begin(() => this.#remove());
    return true;
  }

  /** Resolves when no work is going on. */
  async idle(): Promise<void> {
    await this.#work;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  #begin(work: () => Promise<void>): void {
    this.#work = work()
      .catch((error: unknown) =>
        this.#options.log.error({ err: error }, "the sample shop could not be changed"),
      )
      .finally(() => {
        this.#work = null;
      });
  }

  async #load(): Promise<void> {
    const { db, clock } = this.#options;
    const now = clock.now();
    const entries = generateSampleShop({ now, profiles: this.#state.total });
    for (let more = true; more && !this.#stopped; ) {
      const slice = takeSlice(entries);
      more = slice.length > 0;
      const startedAt = performance.now();
      await db.transaction(function* (tx) {
        for (const entry of slice) yield* insertEntry(tx, entry, now);
      });
      this.#state.done += slice.length;
      await restAsLong(performance.now() - startedAt);
    }
    if (!this.#stopped) await this.#enter("loaded");
  }

  async #remove(): Promise<void> {
    const { db } = this.#options;
    for (let removed = 1; removed > 0 && !this.#stopped; ) {
      const startedAt = performance.now();
      removed = await db.transaction((tx) => eraseSomeSampleProfiles(tx));
      this.#state.done += removed;
      await restAsLong(performance.now() - startedAt);
    }
    if (this.#stopped) return;
    await db.transaction((tx) => forgetNamesWithoutEvents(tx, sampleEventNames));
    await this.#enter("absent");
  }

  async #enter(state: SampleShopState["state"]): Promise<void> {
    await this.#options.db.transaction((tx) => writeSetting(tx, "sampleShop", { state }));
    this.#state = { ...this.#state, state, done: 0 };
  }
}

/** Leaves the thread to others for as long as the slice held it: answering a page takes many turns of the event loop. */
function restAsLong(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Profiles are generated as they are needed; a few of them cost more than the rest, so slices go by time. */
function takeSlice(entries: Iterator<SampleShopEntry>): SampleShopEntry[] {
  const slice: SampleShopEntry[] = [];
  const end = performance.now() + SLICE_MS;
  let events = 0;
  while (performance.now() < end && events < SLICE_EVENTS_MAX) {
    const next = entries.next();
    if (next.done) break;
    slice.push(next.value);
    events += next.value.events.length;
  }
  return slice;
}

/** History, not news: nothing that happened in the sample's past starts a workflow. */
function* insertEntry(_tx: Transaction, { profile, events }: SampleShopEntry, now: number): Steps<void> {
  const { consent, createdAt, ...fields } = profile;
  const lastSeenAt = events.at(-1)?.at ?? createdAt;
  const row = yield* createProfile({ ...fields, createdAt, updatedAt: now, lastSeenAt, isSample: true });
  if (consent.email !== "unknown") {
    yield* setConsent({
      profileId: row.id,
      channel: "email",
      topic: DEFAULT_TOPIC,
      state: consent.email,
      source: "sample-shop",
      at: createdAt,
    });
  }
  for (const event of events) {
    yield* insertEvent({
      profileId: row.id,
      name: event.name,
      at: event.at,
      receivedAt: now,
      properties: event.properties,
    });
    yield* foldIntoCarts(row.id, event);
  }
}
