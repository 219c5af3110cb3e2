import { launchOneOff } from "#server/store/one-off-sending.ts";
import {
  emptyDraft,
  findOneOff,
  insertOneOff,
  type OneOff,
  type OneOffDraft,
  saveListed,
} from "#server/store/one-offs.ts";
import { beginsAt } from "#workflows/one-off.ts";
import type { EngineRig } from "./engine-rig.ts";

export const newsletter = { type: "send-email", config: { subject: "Spring news", body: "Hello" } };

/** One-off messages on the rows of an engine rig. */
export class OneOffRig {
  readonly #rig: EngineRig;

  constructor(rig: EngineRig) {
    this.#rig = rig;
  }

  /** A draft; to these people when some are named. */
  async draft(draft: Partial<OneOffDraft> = {}, listed: string[] = []): Promise<number> {
    const { db, clock } = this.#rig;
    const whole = { ...emptyDraft, name: "Spring news", message: newsletter, ...draft };
    const id = await db.transaction((tx) => insertOneOff(tx, whole, clock.now()));
    const profiles = await Promise.all(listed.map((externalId) => this.#rig.profile(externalId)));
    const ids = profiles.map((profile) => profile.id);
    if (ids.length > 0) await db.transaction((tx) => saveListed(tx, id, ids, clock.now()));
    return id;
  }

  /** A draft that its owner sends; what is due by then happens. */
  async send(draft: Partial<OneOffDraft> = {}, listed: string[] = []): Promise<number> {
    const id = await this.draft(draft, listed);
    if (!(await this.launch(id))) throw new Error("the message was not sent");
    await this.#rig.engine.reload();
    await this.#rig.engine.settled();
    return id;
  }

  async launch(id: number): Promise<boolean> {
    const { db, clock, engine } = this.#rig;
    const oneOff = await this.read(id);
    const startsAt = beginsAt(oneOff.schedule, engine.live.settings.shop.timezone);
    return await db.transaction((tx) => launchOneOff(tx, oneOff, { by: "test", startsAt }, clock.now()));
  }

  async read(id: number): Promise<OneOff> {
    return (await findOneOff(this.#rig.db, id))!;
  }
}
