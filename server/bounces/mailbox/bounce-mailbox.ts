import type { ImapFlow } from "imapflow";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import type { Listeners } from "#server/notices/write.ts";
import type { BounceMailboxState } from "#server/store/bounce-settings.ts";
import { readSettings, writeSetting } from "#server/store/settings.ts";
import { plainValues } from "#workflows/phrase.ts";
import { readReturnId } from "../return-id.ts";
import { takeTold } from "../take-told.ts";
import { type ConnectionOptions, inFolder } from "./imap-folder.ts";
import { readReturnedMail } from "./returned-mail.ts";

const EVERY_MS = 5 * 60_000;
/** Looked at in one go; the rest at the next. */
const MAILS_MAX = 200;
/** Reports and the headers of our message stand before what it said. */
const MAIL_MAX_BYTES = 256 * 1024;

interface Services {
  db: Database;
  keys: Keys;
  clock: Clock;
  log: Logger;
  live: Listeners;
  options?: ConnectionOptions;
}

/**
 * Reads the mailbox that returned emails come to, every few minutes. Mails that bring back one of ours are marked as
 * read; all others stay as they are, and nothing is ever deleted.
 */
export class BounceMailbox {
  readonly #services: Services;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(services: Services) {
    this.#services = services;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#work = this.check().then(() => {
        if (!this.#stop.signal.aborted) this.start();
      });
    }, EVERY_MS).unref();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Reads what has come since the last time, where a mailbox is set up. Never rejects. */
  async check(): Promise<void> {
    try {
      await this.#read();
    } catch (err) {
      this.#services.log.error({ err }, "the mailbox of returned emails could not be read");
    }
  }

  async #read(): Promise<void> {
    const { db, keys, clock, log, options } = this.#services;
    const { bounceMailbox: mailbox, bounceMailboxState } = await readSettings(db);
    if (mailbox === null) return;
    const state: BounceMailboxState = {
      ...(bounceMailboxState ?? { uidValidity: "", lastUid: 0, found: 0 }),
      ...{ checkedAt: clock.now(), problem: null },
    };
    // Kept as it goes, so that a connection that breaks does not make it begin anew.
    const opened = await inFolder(mailbox, { keys, signal: this.#stop.signal, options }, (client) =>
      this.#readNew(client, state),
    );
    if (this.#stop.signal.aborted) return;
    if (opened.kind === "failed") {
      const { code, values = {} } = opened.problem;
      log.warn({ problem: code }, "the mailbox of returned emails could not be read");
      state.problem = { code, values: plainValues(values) };
    }
    await db.transaction(function* (tx) {
      yield* writeSetting(tx, "bounceMailboxState", state);
    });
  }

  async #readNew(client: ImapFlow, state: BounceMailboxState): Promise<void> {
    const uidValidity = client.mailbox ? String(client.mailbox.uidValidity) : "";
    if (state.uidValidity !== uidValidity) Object.assign(state, { uidValidity, lastUid: 0 });
    const range = `${state.lastUid + 1}:*`;
    const unread = (await client.search({ uid: range, seen: false }, { uid: true })) || [];
    // A range up to "*" has the last mail in it even when that is an older one.
    const fresh = unread.filter((uid) => uid > state.lastUid).sort((a, b) => a - b);
    for (const uid of fresh.slice(0, MAILS_MAX)) {
      if (this.#stop.signal.aborted) return;
      state.found += await this.#take(client, uid);
      state.lastUid = uid;
    }
  }

  /** Answers with how much was new: 1 or 0. */
  async #take(client: ImapFlow, uid: number): Promise<number> {
    const { db, keys, clock, live } = this.#services;
    const query = { source: { start: 0, maxLength: MAIL_MAX_BYTES } };
    const mail = await client.fetchOne(String(uid), query, { uid: true });
    const source = mail ? mail.source : undefined;
    const told = source ? readReturnedMail(source) : null;
    if (told === null || readReturnId(keys, told.returnId) === null) return 0;
    const recorded = await takeTold({ db, keys, clock, live }, [told]);
    await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
    return recorded;
  }
}
