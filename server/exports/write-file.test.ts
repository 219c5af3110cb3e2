import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Database, run } from "#server/database/database.ts";
import { ImportFolder } from "#server/imports/folder.ts";
import { Imports } from "#server/imports/imports.ts";
import { addressHash } from "#server/links.ts";
import { directReads } from "#server/reads/reads.ts";
import { setConsent, suppress } from "#server/store/consents.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { createProfile, type NewProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { BYTE_ORDER_MARK, type Format } from "./format.ts";
import { type SheetName, sheets } from "./sheets.ts";
import { writeWorkflows } from "./workflow-file.ts";
import { writeFile } from "./write-file.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-exports-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

eachDatabase("the files of an export", (open) => {
  it("bring profiles back in as they were", async () => {
    const rig = new Rig(open());
    await rig.profile(
      {
        externalId: "7",
        email: "ana@example.com",
        name: "Ana, “the first”",
        phone: "+49 170 0000000",
        timezone: "Europe/Lisbon",
        locale: "pt-PT",
        attributes: { plan: "gold", orders: 3, balance: -4.5, vip: true, birthday: "1990-02-28" },
      },
      "granted",
    );
    await rig.profile(
      { email: "bo@example.com", attributes: { note: "=1+1\nand, more", tags: ["VIP", "shop"], orders: 0 } },
      "withdrawn",
    );
    await rig.profile({ externalId: "9", attributes: { vip: false } });
    await rig.suppress("gone@example.com");
    await rig.profile({ email: "gone@example.com" }, "withdrawn");
    const before = await rig.file("profiles", "csv");

    await rig.eraseAll();
    expect(await rig.import(before)).toMatchObject({ created: 4, rejected: 0 });
    expect(withoutIds(await rig.file("profiles", "csv"))).toEqual(withoutIds(before));
    expect(await rig.suppressedHashes()).toEqual([addressHash(rig.engine.keys, "email", "gone@example.com")]);
    expect(await rig.import(before)).toMatchObject({ created: 0, updated: 0, unchanged: 4, rejected: 0 });
  });

  it("hold a formula harmless, a number as a number, and what is nested as JSON", async () => {
    const rig = new Rig(open());
    await rig.profile({
      externalId: "=cmd|x",
      name: "@SUM(A1)",
      attributes: { "-1+1": "+2", debt: -3, "a,b": { deep: [1, "x"] } },
    });
    const text = await rig.file("profiles", "csv");
    expect(text.startsWith(BYTE_ORDER_MARK)).toBe(true);
    expect(parse(text, { bom: true, columns: true })).toMatchObject([
      {
        "External ID": "'=cmd|x",
        Name: "'@SUM(A1)",
        "'-1+1": "'+2",
        debt: "-3",
        "a,b": '{"deep":[1,"x"]}',
      },
    ]);
  });

  it("keep what has no column of its own beside the others", async () => {
    const rig = new Rig(open());
    const many = Object.fromEntries(Array.from({ length: 260 }, (_, index) => [`a${index}`, index]));
    await rig.profile({ externalId: "1", attributes: many });
    const [row] = parse(await rig.file("profiles", "csv"), { bom: true, columns: true }) as [
      Record<string, string>,
    ];
    expect(Object.keys(row).filter((name) => /^a\d/.test(name))).toHaveLength(250);
    const rest = JSON.parse(row["Other attributes"]!) as Record<string, number>;
    expect(Object.keys(rest)).toHaveLength(10);
    expect(many).toMatchObject(rest);
  });

  it("hold every row of every sheet once, however many pages there are", async () => {
    const rig = new Rig(open());
    const people = 260;
    await rig.db.transaction(function* (tx) {
      for (let index = 0; index < people; index++) {
        const profile = yield* createProfile({
          ...{ externalId: `p${index}`, email: `p${index}@example.com` },
          ...{ createdAt: rig.now, updatedAt: rig.now },
        });
        yield* suppress(tx, { channel: "email", addressHash: `h${index}`, reason: "import", at: rig.now });
        for (const channel of ["email", "web-push"] as const) {
          const consent = { channel, topic: "marketing", state: "granted" as const, source: "api" };
          yield* setConsent({ ...consent, profileId: profile.id, at: rig.now });
        }
        yield* run(
          tx.query.insert(tx.tables.carts).values({
            ...{ profileId: profile.id, cartKey: "c", items: [], status: "open" as const },
            ...{ openedAt: rig.now, changedAt: rig.now },
          }),
        );
      }
    });
    for (const [sheet, rows] of [
      ["profiles", people],
      ["consents", 2 * people],
      ["consent-log", 2 * people],
      ["carts", people],
      ["suppressions", people],
      ["events", 0],
    ] as const) {
      const csv = parse(await rig.file(sheet, "csv"), { bom: true, columns: true });
      expect(csv, sheet).toHaveLength(rows);
      const lines = (await rig.file(sheet, "jsonl")).split("\n").slice(0, -1);
      expect(lines, sheet).toHaveLength(rows);
      expect(new Set(lines).size, sheet).toBe(rows);
    }
  });

  it("tell what happened to a customer, with times in UTC and no secret", async () => {
    const rig = new Rig(open());
    const { engine } = rig;
    await engine.engine.start();
    await engine.identify("ana", { email: "ana@example.com", attributes: { plan: "gold" } });
    await engine.publish(
      drawGraph([
        { id: "start", type: "event", config: { event: "Order Completed" } },
        { id: "mail", type: "send-email", config: { subject: "Thank you", body: "Dear {{ name }}" } },
        {
          id: "call",
          type: "call-webhook",
          config: { url: "https://partner.example/in", headers: { authorization: "Bearer s3cr3t" } },
        },
        {
          id: "tell",
          type: "notify-team",
          config: { via: "chat", url: "https://hooks.slack.com/services/s3cr3t", message: "Look" },
        },
      ]),
    );
    await engine.track("ana", "Order Completed", { total: 49.5 });
    await engine.engine.settled();
    const files: Record<string, string> = { workflows: await collect(writeWorkflows(rig)) };
    for (const sheet of Object.keys(sheets) as SheetName[])
      for (const format of ["csv", "jsonl"] as const)
        files[`${sheet}.${format}`] = await rig.file(sheet, format);
    await engine.engine.stop();

    expect(parse(files["events.csv"]!, { bom: true, columns: true })).toEqual([
      {
        "Rekindle ID": "1",
        "External ID": "ana",
        Email: "ana@example.com",
        "Email confirmed": "true",
        Event: "Order Completed",
        Timestamp: "2026-03-10T10:00:00.000Z",
        "Received at": "2026-03-10T10:00:00.000Z",
        Properties: '{"total":49.5}',
      },
    ]);
    expect(parse(files["messages.csv"]!, { bom: true, columns: true })).toMatchObject([
      { Workflow: "Test", To: "ana@example.com", Subject: "Thank you", Status: "sent" },
      { To: "https://partner.example/in", Status: "sent" },
      { To: "https://hooks.slack.com/••••", Status: "sent" },
    ]);
    expect(JSON.parse(files["runs.jsonl"]!)).toMatchObject({
      ...{ externalId: "ana", workflow: "Test", version: 1, status: "finished" },
      ended: "Reached the end of the workflow",
    });
    expect(files["history.csv"]).toContain("Entered the workflow");
    expect(JSON.parse(files.workflows!)).toMatchObject([
      { name: "Test", status: "live", versions: [{ number: 1, isLive: true }] },
    ]);
    for (const [name, text] of Object.entries(files)) expect(text, name).not.toContain("s3cr3t");
  });

  it("are read no further than they are asked for", async () => {
    const rig = new Rig(open());
    await rig.profile({ externalId: "1" });
    let pages = 0;
    const counting = { ...rig.reads, readExportPage: rig.reads.readExportPage };
    counting.readExportPage = (args) => {
      pages += 1;
      return rig.reads.readExportPage(args);
    };
    const pieces = writeFile({ keys: rig.keys, reads: counting }, "events", "csv");
    await pieces.next();
    await pieces.return(undefined);
    expect(pages).toBe(0);
    expect(await collect(writeFile({ keys: rig.keys, reads: counting }, "events", "jsonl"))).toBe("");
    expect(pages).toBe(1);
  });
});

async function collect(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

function withoutIds(csv: string): Record<string, string>[] {
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  return rows.map(({ "Rekindle ID": _, ...row }) => row);
}

class Rig {
  readonly db: Database;
  readonly engine: EngineRig;
  readonly reads;

  constructor(db: Database) {
    this.db = db;
    this.engine = new EngineRig(db);
    this.reads = directReads(db);
  }

  get now(): number {
    return this.engine.clock.now();
  }

  get keys() {
    return this.engine.keys;
  }

  async profile(fields: Partial<NewProfile>, consent?: ConsentState): Promise<number> {
    const at = this.now - DAY_MS;
    return await this.db.transaction(function* () {
      const { id } = yield* createProfile({ createdAt: at, updatedAt: at, ...fields });
      const email = { channel: "email", topic: "marketing", source: "api" } as const;
      if (consent) yield* setConsent({ ...email, profileId: id, state: consent, at });
      return id;
    });
  }

  async suppress(email: string): Promise<void> {
    const hash = addressHash(this.keys, "email", email);
    const entry = { channel: "email", addressHash: hash, reason: "import.suppressed" } as const;
    await this.db.transaction((tx) => suppress(tx, { ...entry, at: this.now }));
  }

  async suppressedHashes(): Promise<string[]> {
    const rows = await this.db.query.select().from(this.db.tables.suppressions);
    return rows.map(({ addressHash: hash }) => hash);
  }

  file(sheet: SheetName, format: Format): Promise<string> {
    return collect(writeFile(this, sheet, format));
  }

  /** As in another installation: nobody is there, and nothing is known of their addresses. */
  async eraseAll(): Promise<void> {
    const { profiles, suppressions } = this.db.tables;
    for (const { id } of await this.db.query.select({ id: profiles.id }).from(profiles))
      await this.db.transaction((tx) => eraseProfile(tx, id));
    await this.db.query.delete(suppressions);
  }

  /** Brings a file in with the meanings that the import itself finds. */
  async import(text: string) {
    const { clock, keys, engine } = this.engine;
    await engine.reload();
    const imports = new Imports({
      ...{ db: this.db, clock, keys, engine },
      ...{ log: pino({ level: "silent" }), folder: new ImportFolder(dataDir) },
    });
    const bytes = Buffer.from(text);
    const begun = await imports.uploads.begin(bytes.length);
    if (begun.kind !== "begun") throw new Error(begun.kind);
    await imports.uploads.write(begun.uploadId, 0, bytes);
    const file = { kind: "profiles" as const, fileName: "profiles.csv", bytes: bytes.length, by: "olga" };
    const finished = await imports.finish(begun.uploadId, file);
    if (finished.kind !== "ready") throw new Error(JSON.stringify(finished));
    await imports.start(finished.id);
    await imports.idle();
    const done = await imports.find(finished.id);
    await imports.stop();
    return done;
  }
}
