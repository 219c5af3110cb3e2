import type { Logger } from "pino";
import type { Database } from "#server/database/database.ts";
import type { Reads } from "#server/reads/reads.ts";
import { thresholdsOf } from "#server/store/lifecycle-settings.ts";
import { readLifecycle, readSettings, writeSetting } from "#server/store/settings.ts";
import type { LifecycleThresholds } from "#workflows/lifecycle.ts";

const HOUR_MS = 3_600_000;
const FIRST_AFTER_MS = 2 * 60_000;
const EVERY_MS = 24 * HOUR_MS;
/** A threshold that would move by a smaller part than this is left: people are not moved about for a day more or less. */
const PART_MIN = 0.1;

interface Options {
  db: Database;
  reads: Pick<Reads, "readBuyingCycle">;
  log: Logger;
  /** Settings have changed. */
  reload(): Promise<void>;
}

/** Measures once a day how long customers usually take to come back, for shops whose stages of life follow from that. */
export class BuyingCycleWatch {
  readonly #options: Options;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#schedule(FIRST_AFTER_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Measures now; true when everybody is to be looked at anew. */
  async measure(): Promise<boolean> {
    const { db, reads, reload } = this.#options;
    const { lifecycle } = await readSettings(db);
    if (lifecycle.thresholds) return false;
    const { medianGapDays } = await reads.readBuyingCycle({ event: lifecycle.event });
    const next = { ...lifecycle, medianGapDays };
    if (!differ(thresholdsOf(lifecycle), thresholdsOf(next))) return false;
    const isSaved = await db.transaction(function* (tx) {
      // The owner may have chosen something else meanwhile.
      const { event, thresholds } = yield* readLifecycle(tx);
      if (event !== next.event || thresholds) return false;
      yield* writeSetting(tx, "lifecycle", next);
      yield* writeSetting(tx, "lifecycleWalk", { afterProfileId: 0 });
      return true;
    });
    if (isSaved) await reload();
    return isSaved;
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#work = this.#measureAndGoOn();
    }, ms).unref();
  }

  async #measureAndGoOn(): Promise<void> {
    try {
      await this.measure();
    } catch (err) {
      this.#options.log.error({ err }, "how long customers take to come back could not be measured");
    }
    if (!this.#stopped) this.#schedule(EVERY_MS);
  }
}

function differ(before: LifecycleThresholds, after: LifecycleThresholds): boolean {
  const names = Object.keys(before) as (keyof LifecycleThresholds)[];
  return names.some((name) => Math.abs(after[name] - before[name]) > before[name] * PART_MIN);
}
