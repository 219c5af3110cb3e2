import pino from "pino";
import type { Database } from "#server/database/database.ts";
import type { NoticeJob, NoticeResult } from "#server/delivery/notice.ts";
import { Sender } from "#server/delivery/sender.ts";
import type { NoticeKind } from "#server/notices/kinds.ts";
import { NoticeSender } from "#server/notices/notice-sender.ts";
import { newSecrets, sealSecrets } from "#server/notices/secret.ts";
import { insertOutgoingHook } from "#server/store/outgoing-hooks.ts";
import { EngineRig } from "./engine-rig.ts";

/** An engine whose happenings are told to outgoing hooks, with a clock that the test moves. */
export class NoticeRig extends EngineRig {
  /** Hosts in this machine that may be called. */
  allow: string[] = [];
  /** What a try does; by default the real thing. */
  send: (job: NoticeJob) => Promise<NoticeResult>;
  sender: NoticeSender;
  readonly #http = new Sender();

  constructor(db: Database) {
    super(db);
    this.send = (job) => this.#http.notify(job);
    this.sender = this.makeSender();
  }

  makeSender(): NoticeSender {
    return new NoticeSender({
      ...{ db: this.db, clock: this.clock, keys: this.keys, log: pino({ level: "silent" }) },
      live: this.engine.live,
      send: (job) => this.send(job),
      allow: this.allow,
      reload: () => this.engine.reload(),
    });
  }

  /** An outgoing hook at an address, with its secret. */
  async hook(url: string, kinds: NoticeKind[]): Promise<{ id: number; secret: string }> {
    const secrets = newSecrets();
    const hook = { url, kinds, sealedSecret: sealSecrets(this.keys, secrets), createdAt: this.clock.now() };
    const id = await this.db.transaction((tx) => insertOutgoingHook(tx, hook));
    await this.engine.reload();
    return { id, secret: secrets.secret };
  }

  /** The notices as they are stored, the oldest first. */
  notices() {
    const { notices } = this.db.tables;
    return this.db.query.select().from(notices).orderBy(notices.id);
  }

  async close(): Promise<void> {
    await this.sender.stop();
    await this.engine.stop();
    await this.#http.close();
  }
}
