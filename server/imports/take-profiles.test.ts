import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { consentsOf, lastSaid, setConsent } from "#server/store/consents.ts";
import { createProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW } from "#server/testing/store-rig.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { ProfileRow } from "./read-row.ts";
import { applyProfile, type ProfileContext, planProfile } from "./take-profiles.ts";

const bare = { fields: {}, attributes: {}, consent: null, consentAt: null, createdAt: null };

eachDatabase("profiles of an import", (open) => {
  it("lets no consent move to an address whose owner has unsubscribed", async () => {
    const rig = new Rig(open());
    const granted = await rig.profile({ externalId: "7", email: "old@example.com" }, "granted");
    const unasked = await rig.profile({ externalId: "8", email: null });
    const gone = await rig.profile({ externalId: "9", email: "gone@example.com" }, "withdrawn");
    await rig.take({ externalId: "7", email: "gone@example.com" });
    await rig.take({ externalId: "8", email: "gone@example.com", consent: "granted" });
    const made = await rig.take({ externalId: "10", email: "gone@example.com" });
    for (const id of [granted, unasked, gone, made.id]) expect(await rig.state(id)).toBe("withdrawn");
    expect(made.outcome).toBe("created");
    expect((await rig.take({ externalId: "7", email: "gone@example.com" })).outcome).toBe("unchanged");
  });

  it("keeps a consent at an address that nobody unsubscribed, also when it changes", async () => {
    const rig = new Rig(open());
    const first = await rig.profile({ externalId: "1", email: "two@example.com" }, "granted");
    await rig.profile({ externalId: "2", email: "two@example.com" }, "pending");
    const other = await rig.profile({ externalId: "3", email: "three@example.com" }, "granted");
    await rig.take({ externalId: "3", email: "two@example.com" });
    expect([await rig.state(first), await rig.state(other)]).toEqual(["granted", "granted"]);
  });

  it("sees within one transaction who has unsubscribed the address or come to it", async () => {
    const rig = new Rig(open());
    const email = "shared@example.com";
    await rig.takeAll([
      { externalId: "1", email, consent: "granted" },
      { externalId: "2", email, consent: "granted" },
      { externalId: "2", email, consent: "withdrawn" },
      { externalId: "3", email, consent: "granted" },
      { externalId: "4", email: "own@example.com", consent: "granted" },
      { externalId: "4", email },
    ]);
    expect(await rig.states()).toEqual(["withdrawn", "withdrawn", "withdrawn", "withdrawn"]);
  });

  it("forgets what a transaction saw that is tried again", async () => {
    const rig = new Rig(open());
    const email = "shared@example.com";
    const rows: Partial<ProfileRow>[] = [
      { externalId: "1", email, consent: "granted" },
      { externalId: "2", email, consent: "withdrawn" },
    ];
    const [first] = await rig.takeAll(rows, { failures: 1 });
    expect(await rig.said(first!.id)).toEqual({ yes: NOW, no: NOW });
  });

  it("finds the customer who has the address and no number, and not who only typed it in", async () => {
    const rig = new Rig(open());
    const email = "a@example.com";
    await rig.profile({ externalId: null, email, emailClaimed: true });
    const real = await rig.profile({ externalId: null, email });
    expect(await rig.take({ externalId: "5", email })).toMatchObject({ id: real, outcome: "updated" });
  });

  it("logs a no at its own time, and never before the yes that it takes back", async () => {
    const rig = new Rig(open());
    const id = await rig.profile({ externalId: "1", email: "a@example.com" }, "granted", NOW - 10 * DAY_MS);
    const late = await rig.profile({ externalId: "2", email: "b@example.com" }, "granted", NOW - DAY_MS);
    const gone = { consent: "withdrawn", consentAt: NOW - 5 * DAY_MS } as const;
    await rig.take({ externalId: "1", email: "a@example.com", ...gone });
    await rig.take({ externalId: "2", email: "b@example.com", ...gone });
    expect(await rig.said(id)).toEqual({ yes: NOW - 10 * DAY_MS, no: NOW - 5 * DAY_MS });
    expect(await rig.said(late)).toEqual({ yes: NOW - DAY_MS, no: NOW });
  });
});

class Rig {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async profile(
    person: { externalId: string | null; email: string | null; emailClaimed?: boolean },
    state?: ConsentState,
    at = NOW - DAY_MS,
  ): Promise<number> {
    return await this.#db.transaction(function* () {
      const { id: profileId } = yield* createProfile({ ...person, createdAt: at, updatedAt: at });
      const consent = { channel: "email", topic: "marketing", source: "api", at } as const;
      if (state) yield* setConsent({ ...consent, profileId, state });
      return profileId;
    });
  }

  async take(row: Partial<ProfileRow>) {
    return (await this.takeAll([row]))[0]!;
  }

  /** Takes rows in as a batch does, in one transaction. */
  async takeAll(parts: Partial<ProfileRow>[], { failures = 0 } = {}) {
    const context: ProfileContext = { importId: 1, ownerSays: null, hashOf: (email) => email, now: NOW };
    const rows = parts.map((part): ProfileRow => ({ ...bare, externalId: null, email: null, ...part }));
    const attempt = (fails: boolean) =>
      this.#db.transaction(function* (tx) {
        const taken: { id: number; outcome: string }[] = [];
        for (const row of rows) {
          const plan = yield* planProfile(row, context);
          taken.push({ id: yield* applyProfile(tx, row, plan, context), outcome: plan.outcome });
        }
        if (fails) throw new Error("rolled back");
        return taken;
      });
    for (let count = 0; count < failures; count++) await expect(attempt(true)).rejects.toThrow("rolled back");
    return await attempt(false);
  }

  async state(profileId: number): Promise<ConsentState | undefined> {
    return (await this.#db.transaction(() => consentsOf(profileId)))[0]?.state;
  }

  async states(): Promise<ConsentState[]> {
    const { consents } = this.#db.tables;
    const rows = await this.#db.query
      .select({ state: consents.state })
      .from(consents)
      .orderBy(consents.profileId);
    return rows.map(({ state }) => state);
  }

  said(profileId: number) {
    return this.#db.transaction(() => lastSaid(profileId, "email", "marketing"));
  }
}
