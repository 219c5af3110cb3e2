import { statfs } from "node:fs/promises";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { canSendEmail } from "#server/delivery/job.ts";
import type { Send } from "#server/delivery/sender-pool.ts";
import type { Live } from "#server/engine/live.ts";
import { senderSettings } from "#server/engine/send-job.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import type { Reads } from "#server/reads/reads.ts";
import { followAlerts, forgetAlerts, listOpenAlerts, type Raised } from "#server/store/alerts.ts";
import { listHooks } from "#server/store/hooks.ts";
import { listUsers } from "#server/store/users.ts";
import type { AlertCode } from "#workflows/alert-words.ts";
import { alertMail } from "./alert-mail.ts";
import type { Check, CheckContext, Disk } from "./check.ts";
import { diskFull } from "./disk-full.ts";
import { hookSilent } from "./hook-silent.ts";
import { mailPolicy } from "./mail-policy.ts";
import { mailBounces, mailComplaints } from "./mail-returns.ts";
import { queueStuck } from "./queue-stuck.ts";
import { senderFailing } from "./sender-failing.ts";
import { textReturns } from "./text-returns.ts";

const EVERY_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** What comes back within this is the same trouble: nobody is written to again. */
const TOLD_FOR_MS = DAY_MS;
const KEPT_MS = 90 * DAY_MS;

interface Services {
  db: Database;
  reads: Reads;
  clock: Clock;
  keys: Keys;
  env: Env;
  log: Logger;
  live: Live;
  send: Send;
  /** How much room there is; that of the data folder's disk unless said otherwise. */
  disk?: () => Promise<Disk>;
}

/** Looks every minute for what the owner should know of, and tells them once. */
export class Alerts {
  readonly #services: Services;
  readonly #checks: readonly Check[];
  readonly #watchingSince: number;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(services: Services) {
    this.#services = services;
    this.#watchingSince = services.clock.now();
    this.#checks = [
      senderFailing,
      mailBounces,
      mailComplaints,
      mailPolicy,
      textReturns,
      hookSilent(),
      diskFull,
      queueStuck,
    ];
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#work = this.check().then(() => {
        if (!this.#stopped) this.start();
      });
    }, EVERY_MS).unref();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Looks once. A check that fails leaves its alerts as they are; never rejects. */
  async check(): Promise<void> {
    const { db, clock, log } = this.#services;
    const now = clock.now();
    try {
      const context = await this.#look(now);
      for (const check of this.#checks) await this.#follow(check, context);
      await db.transaction((tx) => forgetAlerts(tx, now - KEPT_MS));
    } catch (err) {
      log.error({ err }, "what the owner should know of could not be looked for");
    }
  }

  async #look(now: number): Promise<CheckContext> {
    const { db, reads, live, env } = this.#services;
    const open = await listOpenAlerts(db);
    return {
      ...{ reads, live, now, watchingSince: this.#watchingSince },
      hooks: await listHooks(db),
      isOpen: (code, subject) => open.some((alert) => alert.code === code && alert.subject === subject),
      disk: this.#services.disk ?? (() => readDisk(env.DATA_DIR)),
    };
  }

  async #follow(check: Check, context: CheckContext): Promise<void> {
    const { db, log } = this.#services;
    const { code } = check;
    try {
      const found = await check.find(context);
      const { now } = context;
      const raised = await db.transaction((tx) =>
        followAlerts(tx, { code, found, now, againSince: now - TOLD_FOR_MS }),
      );
      for (const alert of raised) await this.#tell(code, alert, now);
    } catch (err) {
      log.error({ err, check: code }, "a check for what the owner should know of failed");
    }
  }

  /** Writes to the owners where that can work; the app shows it in any case. */
  async #tell(code: AlertCode, raised: Raised, now: number): Promise<void> {
    const { db, env, keys, live, send, log } = this.#services;
    log.warn(
      { alert: code, subject: raised.subject, values: raised.values },
      "the owner should know of this",
    );
    const sender = senderSettings(env, keys, live.settings);
    const mailFails = code === "sender.failing" && raised.subject === "email";
    // A restored copy has sending off: nobody is to be written to by it.
    if (raised.again || mailFails || live.settings.sendingOff || !canSendEmail(sender)) return;
    const owners = (await listUsers(db)).filter(({ role }) => role === "owner");
    for (const { email } of owners) {
      const { outcome } = await send(alertMail({ code, raised, to: email, now, sender }));
      if (outcome.kind !== "sent") log.warn({ code: outcome.code }, "an owner could not be told by email");
    }
  }
}

async function readDisk(folder: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
