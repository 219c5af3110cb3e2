import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ImportKind } from "#drizzle/tables.ts";
import { ImportFolder } from "#server/imports/folder.ts";
import { Imports } from "#server/imports/imports.ts";
import { addressHash } from "#server/links.ts";
import { directReads } from "#server/reads/reads.ts";
import { setConsent, suppress } from "#server/store/consents.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { createProfile, type NewProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { writeFile } from "./write-file.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-round-trip-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

eachDatabase("an export that is imported again", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  async function write(sheet: ImportKind): Promise<string> {
    let text = "";
    const services = { keys: rig.keys, reads: directReads(rig.db) };
    for await (const piece of writeFile(services, sheet, "csv")) text += piece;
    return text;
  }

  async function bringIn(kind: ImportKind, text: string) {
    const { clock, keys, engine, db } = rig;
    const services = { db, clock, keys, engine, log: pino({ level: "silent" }) };
    const imports = new Imports({ ...services, folder: new ImportFolder(dataDir) });
    const bytes = Buffer.from(text);
    const begun = await imports.uploads.begin(bytes.length);
    if (begun.kind !== "begun") throw new Error(begun.kind);
    await imports.uploads.write(begun.uploadId, 0, bytes);
    const file = { kind, fileName: `${kind}.csv`, bytes: bytes.length, by: "olga" };
    const finished = await imports.finish(begun.uploadId, file);
    if (finished.kind !== "ready") throw new Error(JSON.stringify(finished));
    await imports.start(finished.id);
    await imports.idle();
    const done = await imports.find(finished.id);
    await imports.stop();
    return done;
  }

  const profile = (fields: Partial<NewProfile>) =>
    rig.db.transaction(() =>
      createProfile({ createdAt: rig.clock.now(), updatedAt: rig.clock.now(), ...fields }),
    );
  const profiles = async () => {
    const { profiles: table } = rig.db.tables;
    return await rig.db.query.select().from(table).orderBy(table.id);
  };
  async function eraseAll() {
    for (const { id } of await profiles()) await rig.db.transaction((tx) => eraseProfile(tx, id));
    await rig.db.query.delete(rig.db.tables.suppressions);
    await rig.db.query.delete(rig.db.tables.eventKeys);
  }

  it("brings every kind of value back under its name", async () => {
    const attributes = {
      ...{ text42: "42", number: 42, yes: "true", isYes: true, "-x": "=1+1", "'-x": "a quote of its own" },
      ...{ list: ["a", 1, { b: null }], object: { deep: { er: [1] } }, looksLike: "[1", quoted: '"so"' },
      ...{ spaced: " a ", empty: "", lines: "a\nb", zip: "01234", birthday: "soon", tags: "VIP; shop" },
      ...{ "Other attributes": "mine", Email: "not the address", [`long ${"x".repeat(100)}`]: 1, " y": 2 },
      "＝wide": "＝1",
    };
    await profile({ externalId: "7", email: "ana@example.com", attributes });
    const before = await write("profiles");
    expect(await bringIn("profiles", before)).toMatchObject({ unchanged: 1, updated: 0, rejected: 0 });
    await eraseAll();
    expect(await bringIn("profiles", before)).toMatchObject({ created: 1, rejected: 0 });
    expect((await profiles())[0]).toMatchObject({ email: "ana@example.com", emailClaimed: false });
    expect((await profiles())[0]?.attributes).toEqual(attributes);
  });

  it("vouches for no address that a stranger typed", async () => {
    const email = "ana@example.com";
    await profile({ externalId: "7", email, attributes: { plan: "gold" } });
    await profile({ email, emailClaimed: true, attributes: { plan: "stranger" } });
    await profile({ externalId: "8", email, emailClaimed: true });
    const [ana] = await profiles();
    const at = rig.clock.now();
    const hash = addressHash(rig.keys, "email", "gone@example.com");
    const gone = await profile({ email: "gone@example.com", emailClaimed: true });
    await rig.db.transaction(function* (tx) {
      const consent = { channel: "email", topic: "marketing", source: "api", at } as const;
      yield* setConsent({ ...consent, profileId: ana!.id, state: "granted" });
      yield* setConsent({ ...consent, profileId: gone.id, state: "withdrawn" });
      yield* suppress(tx, { channel: "email", addressHash: hash, reason: "import.suppressed", at });
    });
    const before = await write("profiles");
    expect(await bringIn("profiles", before)).toMatchObject({ unchanged: 4, updated: 0, created: 0 });
    await eraseAll();
    expect(await bringIn("profiles", before)).toMatchObject({ created: 4, rejected: 0 });
    expect(
      (await profiles()).map(({ externalId, emailClaimed, attributes }) => [
        externalId,
        emailClaimed,
        attributes.plan,
      ]),
    ).toEqual([
      ["7", false, "gold"],
      [null, true, "stranger"],
      ["8", true, undefined],
      [null, true, undefined],
    ]);
    const { suppressions } = rig.db.tables;
    expect(await rig.db.query.select().from(suppressions)).toMatchObject([{ addressHash: hash }]);
    expect((await write("profiles")).replaceAll(/\r?\n\d+,/g, "\n,")).toBe(
      before.replaceAll(/\r?\n\d+,/g, "\n,"),
    );
  });

  it("brings events back with their properties, once", async () => {
    const properties = { total: 49.5, code: "42", products: [{ product_id: "a", price: 5 }], gift: null };
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Order Completed", properties);
    await rig.track("ana", "Order Completed", properties);
    await rig.track("ana", "Page Viewed");
    const typed = await profile({ email: "ana@example.com", emailClaimed: true });
    const nobody = await profile({});
    const { events, eventNames } = rig.db.tables;
    const [name] = await rig.db.query.select().from(eventNames);
    const at = rig.clock.now();
    for (const { id } of [typed, nobody]) {
      const row = { profileId: id, nameId: name!.id, at, receivedAt: at, depth: 0, properties: {} };
      await rig.db.query.insert(events).values(row);
    }
    const before = await write("events");
    expect(await bringIn("events", before)).toMatchObject({ unchanged: 3, created: 0, rejected: 2 });
    await eraseAll();
    const done = await bringIn("events", before);
    expect(done).toMatchObject({ created: 3, rejected: 2 });
    expect(done?.plan.reasons).toEqual({ unconfirmed: 1, nobody: 1 });
    const stored = await rig.db.query.select().from(events).orderBy(events.id);
    expect(stored.map((event) => event.properties)).toEqual([properties, properties, {}]);
    expect(new Set(stored.map(({ profileId }) => profileId)).size).toBe(1);
    expect(await bringIn("events", before)).toMatchObject({ unchanged: 3, created: 0 });
  });
});
