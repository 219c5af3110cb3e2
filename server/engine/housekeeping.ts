import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps, Transaction } from "#server/database/database.ts";
import { giveBackPages, isSqlite } from "#server/database/sqlite.ts";
import { ERASED_NAMED_MS, forgetErasedNames } from "#server/store/erased-notices.ts";
import { forgetMessageIds } from "#server/store/events.ts";
import {
  type CartPlace,
  type Pruned,
  type PruneSlice,
  pruneAdmissions,
  pruneCarts,
  pruneHistory,
  pruneSegmentChanges,
  pruneSignIns,
} from "#server/store/retention.ts";
import { pruneContents, pruneSkippedContents } from "#server/store/retention-contents.ts";
import { pruneEvents } from "#server/store/retention-events.ts";
import {
  pruneBounceDetails,
  pruneBounces,
  pruneClickedLinks,
  pruneInteractions,
} from "#server/store/retention-interactions.ts";
import { NOTICES_KEPT_MS, pruneNotices } from "#server/store/retention-notices.ts";
import {
  type BytesPlace,
  pruneReceiptBytes,
  pruneReceiptContents,
  pruneReceipts,
  pruneReceiptsBeyondCap,
  WAITING_KEPT_MS,
} from "#server/store/retention-receipts.ts";
import { pruneRunData } from "#server/store/retention-run-data.ts";
import { foldStepCounts, STEP_COUNTS_START } from "#server/store/retention-step-counts.ts";
import { pruneVisits } from "#server/store/retention-visits.ts";
import { readSettings } from "#server/store/settings.ts";
import { GOAL_WINDOW_MAX_MS } from "./goals.ts";

const DAY_MS = 24 * 3_600_000;
/** For so long a repeated event is recognised by its message id. */
export const EVENT_KEYS_KEPT_MS = 7 * DAY_MS;
/** What is kept only to see that it was done. */
const DONE_KEPT_MS = 30 * DAY_MS;
const FIRST_AFTER_MS = 5 * 60_000;
const EVERY_MS = 3_600_000;
/** A table whose keys tell no age is walked over as a whole, and no more often than this. */
const WHOLE_WALK_EVERY_MS = DAY_MS;
/**
 * Rows in one transaction, so that no event waits for more than a few milliseconds. Whole emails, what a request held
 * and the visits of a run are more work than a row.
 */
const SLICE_ROWS = 100;
const SLICE_MESSAGES = 10;
const SLICE_RUNS = 10;
const SLICE_RECEIPTS = 20;
const SLICE_NOTICES = 500;
const SLICE_CLICKS = 200;
const SLICE_STEP_COUNTS = 200;
const SLICE_PAGES = 32;
/** After a slice that wrote, so that most of the thread's time is left to the events. */
const REST_MS = 10;

interface Services {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** Removes what nobody needs any more, now and then, a little at a time; the file shrinks by it. */
export class Housekeeping {
  readonly #services: Services;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;
  #wholeWalkAt = Number.NEGATIVE_INFINITY;

  constructor(services: Services) {
    this.#services = services;
  }

  start(): void {
    this.#schedule(FIRST_AFTER_MS);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Does all that there is to do now; answers with how many rows were removed. */
  async tidy(): Promise<number> {
    const { db, clock } = this.#services;
    const now = clock.now();
    const { retention } = await readSettings(db);
    const historyBefore = oldBefore(now, retention.historyDays);
    const contentBefore = oldBefore(now, retention.contentDays);
    const bytesFrom: BytesPlace = { hookId: 0, receiptId: null, bytes: 0 };
    const waitingBefore = now - WAITING_KEPT_MS;
    /** What waits for its hook to be switched on is passed over. */
    const sparing =
      <Key>(
        prune: (tx: Transaction, slice: PruneSlice<Key> & { waitingBefore: number }) => Steps<Pruned<Key>>,
      ) =>
      (tx: Transaction, slice: PruneSlice<Key>) =>
        prune(tx, { ...slice, waitingBefore });
    /** Segments are told of what they asked for. */
    const telling =
      <Key>(prune: (tx: Transaction, slice: PruneSlice<Key> & { now: number }) => Steps<Pruned<Key>>) =>
      (tx: Transaction, slice: PruneSlice<Key>) =>
        prune(tx, { ...slice, now });
    let removed = await this.#prune(forgetOldMessageIds, 0, now - EVENT_KEYS_KEPT_MS, SLICE_ROWS);
    removed += await this.#prune(pruneHistory, 0, historyBefore, SLICE_ROWS);
    removed += await this.#prune(pruneSegmentChanges, 0, historyBefore, SLICE_ROWS);
    removed += await this.#prune(telling(pruneInteractions), 0, historyBefore, SLICE_ROWS);
    removed += await this.#prune(pruneBounces, 0, historyBefore, SLICE_ROWS);
    removed += await this.#prune(pruneNotices, 0, now - NOTICES_KEPT_MS, SLICE_ROWS);
    removed += await this.#prune(sparing(pruneReceipts), 0, historyBefore, SLICE_ROWS);
    removed += await this.#prune(sparing(pruneReceiptsBeyondCap), 0, now, SLICE_ROWS);
    removed += await this.#prune(sparing(pruneReceiptBytes), bytesFrom, now, SLICE_RECEIPTS);
    removed += await this.#prune(pruneContents, 0, contentBefore, SLICE_MESSAGES);
    if (!this.#stopped && now - this.#wholeWalkAt >= WHOLE_WALK_EVERY_MS) {
      this.#wholeWalkAt = now;
      const cartsFrom: CartPlace = { profileId: 0, cartKey: "" };
      const runsBefore = oldBefore(now, retention.runDays);
      const convertibleSince = now - GOAL_WINDOW_MAX_MS;
      const forgetRunData = (tx: Transaction, slice: PruneSlice<number>) =>
        pruneRunData(tx, { ...slice, convertibleSince });
      removed += await this.#prune(telling(pruneEvents), 0, oldBefore(now, retention.eventDays), SLICE_ROWS);
      removed += await this.#prune(pruneSkippedContents, 0, contentBefore, SLICE_MESSAGES);
      removed += await this.#prune(pruneClickedLinks, 0, contentBefore, SLICE_CLICKS);
      removed += await this.#prune(pruneBounceDetails, 0, contentBefore, SLICE_CLICKS);
      removed += await this.#prune(sparing(pruneReceiptContents), 0, contentBefore, SLICE_RECEIPTS);
      removed += await this.#prune(forgetErasedNames, 0, now - ERASED_NAMED_MS, SLICE_NOTICES);
      removed += await this.#prune(pruneVisits, 0, runsBefore, SLICE_RUNS);
      removed += await this.#prune(forgetRunData, 0, runsBefore, SLICE_RUNS);
      // What was counted is only put together.
      await this.#prune(foldStepCounts, STEP_COUNTS_START, now - DAY_MS, SLICE_STEP_COUNTS);
      removed += await this.#prune(pruneCarts, cartsFrom, historyBefore, SLICE_ROWS);
      removed += await this.#prune(pruneAdmissions, 0, now - DONE_KEPT_MS, SLICE_ROWS);
      removed += await db.transaction((tx) => pruneSignIns(tx, now - DONE_KEPT_MS));
    }
    await this.#giveSpaceBack();
    return removed;
  }

  /** Walks from a key on, slice by slice; nothing is old when there is no moment before which it would be. */
  async #prune<Key>(
    prune: (tx: Transaction, slice: PruneSlice<Key>) => Steps<Pruned<Key>>,
    from: Key,
    before: number | null,
    limit: number,
  ): Promise<number> {
    if (before === null) return 0;
    let removed = 0;
    for (let after: Key | null = from; after !== null && !this.#stopped; ) {
      const slice: PruneSlice<Key> = { after, before, limit };
      const pruned: Pruned<Key> = await this.#services.db.transaction((tx) => prune(tx, slice));
      removed += pruned.removed;
      after = pruned.next;
      await rest(pruned.removed > 0);
    }
    return removed;
  }

  /** On SQLite; PostgreSQL does it by itself. */
  async #giveSpaceBack(): Promise<void> {
    const { db } = this.#services;
    if (!isSqlite(db)) return;
    while (!this.#stopped && giveBackPages(db, SLICE_PAGES) > 0) await rest(true);
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#work = this.#tidyAndGoOn();
    }, ms).unref();
  }

  async #tidyAndGoOn(): Promise<void> {
    try {
      await this.tidy();
    } catch (err) {
      this.#services.log.error({ err }, "what is no longer needed could not be removed");
    }
    if (!this.#stopped) this.#schedule(EVERY_MS);
  }
}

/** What is from before this moment is older than so many days; null when it is kept for ever. */
function oldBefore(now: number, keptDays: number): number | null {
  return keptDays === 0 ? null : now - keptDays * DAY_MS;
}

/** The oldest are gone after each slice, so every slice begins at the same place. */
function* forgetOldMessageIds(
  _tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const removed = yield* forgetMessageIds(before, limit);
  return { removed, next: removed === limit ? after : null };
}

/** Lets others have their turn. */
function rest(afterWriting: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (afterWriting) setTimeout(resolve, REST_MS);
    else setImmediate(resolve);
  });
}
