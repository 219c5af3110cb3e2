import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { asc, eq } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ImportKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import { addressHash } from "#server/links.ts";
import { findSuppression, setConsent } from "#server/store/consents.ts";
import { findImport, type ImportPlan, moveImport, savePlan } from "#server/store/imports.ts";
import { createProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { ImportFolder } from "./folder.ts";
import { Imports } from "./imports.ts";

let dataDir: string;
let stopAll: (() => Promise<void>)[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-imports-"));
  stopAll = [];
});
afterEach(async () => {
  for (const stop of stopAll) await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

eachDatabase("imports", (open) => {
  it("takes profiles in, counts them as the dry run did, and does nothing the second time", async () => {
    const rig = new Rig(open());
    await rig.profile({ externalId: "7", email: "old@example.com", name: "Old" });
    await rig.profile({ email: "bo@example.com", attributes: { City: "Bonn" } });
    const text = [
      "Email,Customer ID,First Name,Last Name,City,Orders",
      "ana@example.com,1,Ana,Ito,Berlin,3",
      "new@example.com,7,Old,,,",
      "BO@example.com,,Bo,,Bonn,",
      "ana@example.com,1,Ana,Ito,Hamburg,4",
      "nonsense,,Nobody,,,",
      ",,Nobody,,,",
    ].join("\n");
    const id = await rig.upload("profiles", "customers.csv", text);
    const checked = await rig.check(id);
    expect(checked.plan.check).toMatchObject({
      ...{ rows: 6, created: 1, updated: 2, unchanged: 0, rejected: 2 },
      reasons: { "bad-email": 1, nobody: 1 },
    });
    expect(await rig.people()).toHaveLength(2);

    const done = await rig.run(id);
    expect(done).toMatchObject({
      status: "done",
      rows: 6,
      created: 1,
      updated: 2,
      unchanged: 0,
      rejected: 2,
    });
    expect(await rig.people()).toEqual([
      { externalId: "7", email: "new@example.com", name: "Old", attributes: {} },
      { externalId: null, email: "bo@example.com", name: "Bo", attributes: { City: "Bonn" } },
      {
        externalId: "1",
        email: "ana@example.com",
        name: "Ana Ito",
        attributes: { City: "Hamburg", Orders: 4 },
      },
    ]);

    const again = await rig.run(await rig.upload("profiles", "customers.csv", text));
    expect(again).toMatchObject({ created: 0, updated: 1, unchanged: 2, rejected: 2 });
  });

  it("gives the rejected rows back with their reasons, safe to open in a spreadsheet", async () => {
    const rig = new Rig(open());
    const text = 'Email;Note\n=cmd|x@y;"a;b\nc"\nok@example.com;fine\n@bad;-1+2\n';
    const id = await rig.upload("profiles", "list.csv", text);
    const done = await rig.run(id);
    expect(done).toMatchObject({ created: 1, rejected: 2 });
    const file = await readFile(rig.imports.rejectedFile(id));
    expect(file.length).toBe(done.plan.rejectedBytes);
    const why = "The email address is not one that mail can be sent to";
    expect(parse(file, { delimiter: ";" })).toEqual([
      ["Email", "Note", "Reason"],
      ["'=cmd|x@y", "a;b\nc", why],
      ["'@bad", "'-1+2", why],
    ]);
  });

  it("goes on exactly where it was cut off", async () => {
    const rig = new Rig(open());
    const rows = Array.from({ length: 900 }, (_, index) =>
      index % 10 === 3 ? `broken${index}` : `p${index % 300}@example.com`,
    );
    const id = await rig.upload(
      "profiles",
      "many.csv",
      `Email,Note\n${rows.map((row, at) => `${row},"n\n${at}"`).join("\n")}`,
    );
    const whole = await rig.check(id);
    rig.cutAfter(6);
    await rig.begin(id);
    let cuts = 0;
    for (; (await rig.find(id)).status === "running"; cuts++) {
      expect((await rig.find(id)).failure).toBeNull();
      rig.restart();
      rig.cutAfter(6);
      rig.imports.poke();
      await rig.imports.idle();
    }
    expect(cuts).toBeGreaterThan(2);
    const done = await rig.find(id);
    const { rows: all, created, updated, unchanged, rejected, reasons } = whole.plan.check!;
    expect(done).toMatchObject({ status: "done", rows: all, created, updated, unchanged, rejected });
    expect(done.plan.reasons).toEqual(reasons);
    expect(await rig.people()).toHaveLength(created);
    const kept = parse(await readFile(rig.imports.rejectedFile(id)), { from: 2 }) as string[][];
    expect(kept.map(([email]) => email)).toEqual(rows.filter((row) => row.startsWith("broken")));
  });

  it("stops when the owner says so, and goes on later", async () => {
    const rig = new Rig(open());
    const id = await rig.upload("profiles", "a.csv", "Email\na@example.com\nb@example.com\n");
    await rig.check(id);
    expect(await rig.imports.halt(id)).toBe(false);
    await rig.db.transaction((tx) => rig.move(tx, id));
    expect(await rig.imports.halt(id)).toBe(true);
    expect((await rig.find(id)).status).toBe("stopped");
    await rig.begin(id);
    expect(await rig.find(id)).toMatchObject({ status: "done", created: 2 });
  });

  it("reads a Mailchimp export of people who unsubscribed or bounced, and never widens what was agreed", async () => {
    const rig = new Rig(open());
    const [gone] = await rig.profile({ email: "gone@example.com" }, "withdrawn");
    const head = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID,EUID,TAGS";
    const row = (email: string) =>
      `${email},A,B,2,2024-01-05 10:00:00,2024-01-05 10:01:00,12,ab12,"""VIP"",""shop"""`;
    const subscribed = await rig.upload(
      "profiles",
      "subscribed_members.csv",
      `${head}\n${row("gone@example.com")}\n${row("new@example.com")}`,
    );
    await rig.setPlan(subscribed, {
      consent: "granted",
      confirmation: { words: "They ticked the box", by: "Olga", at: 0 },
    });
    await rig.run(subscribed);
    expect(await rig.consents()).toEqual({ "gone@example.com": "withdrawn", "new@example.com": "granted" });
    expect(await rig.sources()).toContain(`import:${subscribed}:confirmed`);
    expect((await rig.people())[1]!.attributes).toEqual({ MEMBER_RATING: 2, tags: ["VIP", "shop"] });

    await rig.run(
      await rig.upload("profiles", "unsubscribed_members.csv", `${head}\n${row("new@example.com")}`),
    );
    expect(await rig.consents()).toEqual({ "gone@example.com": "withdrawn", "new@example.com": "withdrawn" });
    await rig.run(await rig.upload("profiles", "cleaned_members.csv", `${head}\n${row("dead@example.com")}`));
    expect(await rig.suppression("dead@example.com")).toBe("import.suppressed");
    expect(await rig.suppression("new@example.com")).toBeNull();
    expect(gone).toBeGreaterThan(0);
  });

  it("reads the consent columns of a Klaviyo export", async () => {
    const rig = new Rig(open());
    const text = [
      "Email,Klaviyo ID,First Name,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions",
      "a@example.com,K1,A,SUBSCRIBED,2024-05-01 09:30:00+00:00,[]",
      "b@example.com,K2,B,NEVER_SUBSCRIBED,,[]",
      "c@example.com,K3,C,UNSUBSCRIBED,,[]",
      'd@example.com,K4,D,SUBSCRIBED,,"[""HARD_BOUNCE""]"',
      'e@example.com,K5,E,SUBSCRIBED,,"[""UNSUBSCRIBE""]"',
      "f@example.com,K6,F,perhaps,,[]",
    ].join("\r\n");
    const id = await rig.upload("profiles", "All people.csv", text);
    await rig.setPlan(id, { consent: "granted", confirmation: { words: "They agreed", by: "Olga", at: 0 } });
    expect(await rig.run(id)).toMatchObject({
      created: 5,
      rejected: 1,
      plan: { reasons: { "consent-unreadable": 1 } },
    });
    expect(await rig.consents()).toEqual({
      ...{ "a@example.com": "granted", "c@example.com": "withdrawn" },
      ...{ "d@example.com": "withdrawn", "e@example.com": "withdrawn" },
    });
    expect(await rig.suppression("d@example.com")).toBe("import.suppressed");
    expect(await rig.suppression("e@example.com")).toBeNull();
    expect(await rig.consentTimes()).toContain(Date.UTC(2024, 4, 1, 9, 30));
  });

  it("withdraws for everybody who shares the address, and grants to none of them after that", async () => {
    const rig = new Rig(open());
    await rig.profile({ externalId: "1", email: "two@example.com" }, "granted");
    await rig.profile({ externalId: "2", email: "two@example.com" });
    const text = "Email,Customer ID,Status\ntwo@example.com,1,unsubscribed\ntwo@example.com,2,subscribed\n";
    await rig.run(await rig.upload("profiles", "list.csv", text));
    expect(await rig.allConsents()).toEqual(["withdrawn", "withdrawn"]);
  });

  it("stores events as history: once, at their own time, starting nothing", async () => {
    const rig = new Rig(open());
    await rig.engine.publish(welcome("Order Completed"));
    const text = [
      "email,event,timestamp,order id,total,event id",
      "a@example.com,Order Completed,2026-03-10T09:59:00Z,o1,12.5,e1",
      "a@example.com,Order Completed,2026-03-10T09:59:00Z,o1,12.5,e1",
      "a@example.com,Order Completed,,o2,1,e2",
      "a@example.com,Order Completed,1767225600,o3,1,e3",
    ].join("\n");
    const id = await rig.upload("events", "orders.csv", text);
    const { plan } = await rig.check(id);
    expect(plan.check).toMatchObject({ created: 2, unchanged: 1, rejected: 1, reasons: { "no-time": 1 } });
    expect(await rig.run(id)).toMatchObject({ created: 2, unchanged: 1, rejected: 1 });
    const again = await rig.run(await rig.upload("events", "orders.csv", text));
    expect(again).toMatchObject({ created: 0, unchanged: 3, rejected: 1 });
    expect(await rig.events()).toEqual([
      { at: Date.UTC(2026, 2, 10, 9, 59), properties: { "order id": "o1", total: 12.5 } },
      { at: Date.UTC(2026, 0, 1), properties: { "order id": "o3", total: 1 } },
    ]);
    expect(await rig.engine.runs()).toEqual([]);
  });

  it("starts runs for recent events where the owner says so, and none for old ones", async () => {
    const rig = new Rig(open());
    await rig.engine.publish(welcome("Order Completed"));
    const text =
      "email,event,timestamp\na@example.com,Order Completed,2026-03-10T09:00:00Z\nb@example.com,Order Completed,2025-01-01\n";
    const id = await rig.upload("events", "orders.csv", text);
    await rig.setPlan(id, { startsWorkflows: true });
    expect(await rig.run(id)).toMatchObject({ created: 2 });
    expect(await rig.engine.runs()).toHaveLength(1);
    expect(await rig.engine.history()).toContain("trigger.too-old");
  });

  it("starts runs for changed profiles only where the owner says so", async () => {
    const rig = new Rig(open());
    await rig.profile({ email: "a@example.com", attributes: { Plan: "free" } });
    await rig.engine.publish(
      drawGraph([
        { id: "start", type: "attribute-changed", config: { attribute: "Plan", operator: "any", value: "" } },
        { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
      ]),
    );
    await rig.run(await rig.upload("profiles", "a.csv", "Email,Plan\na@example.com,pro\n"));
    expect(await rig.engine.runs()).toEqual([]);
    const id = await rig.upload(
      "profiles",
      "a.csv",
      "Email,Plan,Status\na@example.com,gold,unsubscribed\nnew@example.com,gold,\n",
    );
    await rig.setPlan(id, { startsWorkflows: true });
    expect(await rig.run(id)).toMatchObject({ created: 1, updated: 1 });
    expect(await rig.engine.runs()).toHaveLength(2);
    expect(await rig.consents()).toEqual({ "a@example.com": "withdrawn" });
  });

  it("moves a running timer of inactivity with a newer event, and sets none for others", async () => {
    const rig = new Rig(open());
    await rig.engine.publish(
      drawGraph([
        {
          id: "start",
          type: "inactivity",
          config: { event: "Order Completed", days: 30 },
        },
        { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
      ]),
    );
    await rig.engine.accept({ ...rig.engine.event("c1", "Order Completed", {}, rig.now - 20 * DAY_MS) });
    const [before] = await rig.timers();
    const day = (days: number) => new Date(rig.now - days * DAY_MS).toISOString();
    const text = `Customer ID,event,timestamp\nc1,Order Completed,${day(5)}\nc2,Order Completed,${day(5)}\n`;
    await rig.run(await rig.upload("events", "orders.csv", text));
    const [after, ...others] = await rig.timers();
    expect(after!.dueAt - before!.dueAt).toBe(15 * DAY_MS);
    expect(others).toEqual([]);
  });

  it("says why a file cannot be taken, and leaves nothing of it behind", async () => {
    const rig = new Rig(open());
    expect(await rig.tryUpload("profiles", "a.csv", "\n\n")).toMatchObject({ kind: "refused" });
    const unclosed = 'b@example.com,"never closed\nc@example.com,x\n';
    const message = expect.stringContaining("never closed");
    expect(await rig.tryUpload("profiles", "a.csv", `Email,Note\n${unclosed}`)).toEqual({
      kind: "refused",
      message,
    });
    const good = Array.from({ length: 400 }, (_, index) => `p${index}@example.com,${"x".repeat(100)}`).join(
      "\n",
    );
    const id = await rig.upload("profiles", "a.csv", `Email,Note\n${good}\n${unclosed}`);
    rig.imports.check(await rig.find(id));
    await rig.imports.idle();
    expect(rig.imports.checkState(id)).toEqual({ failure: message });
    expect(await rig.people()).toEqual([]);
    expect(await rig.run(id)).toMatchObject({ status: "failed", failure: message, created: 400 });
  });

  it("removes files a week after they were of use, and uploads that nobody began", async () => {
    const rig = new Rig(open());
    const done = await rig.upload("profiles", "a.csv", "Email\nbad\n");
    await rig.run(done);
    const left = await rig.upload("profiles", "b.csv", "Email\na@example.com\n");
    await rig.imports.sweep(rig.now + 6 * DAY_MS);
    expect(await rig.find(left)).toMatchObject({ status: "uploaded" });
    await rig.imports.sweep(rig.now + 8 * DAY_MS);
    expect(await rig.imports.find(left)).toBeUndefined();
    expect(await rig.find(done)).toMatchObject({ status: "done", rejected: 1 });
    await expect(readFile(rig.imports.rejectedFile(done))).rejects.toThrow("ENOENT");
  });
});

function welcome(event: string) {
  return drawGraph([
    { id: "start", type: "event", config: { event } },
    { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  ]);
}

/** Imports on a database, with an engine that is live. */
class Rig {
  readonly db: Database;
  readonly engine: EngineRig;
  imports: Imports;
  #life = { left: Number.POSITIVE_INFINITY };

  constructor(db: Database) {
    this.db = db;
    this.engine = new EngineRig(db);
    this.imports = this.#make();
    stopAll.push(() => this.imports.stop());
    stopAll.push(() => this.engine.engine.stop());
  }

  get now(): number {
    return this.engine.clock.now();
  }

  /** Another process on the same rows and files. */
  restart(): void {
    this.imports = this.#make();
  }

  /** The process ends after so many more transactions: it comes to no further one. */
  cutAfter(transactions: number): void {
    this.#life.left = transactions;
  }

  #make(): Imports {
    const { clock, keys, engine } = this.engine;
    const life = { left: Number.POSITIVE_INFINITY };
    this.#life = life;
    const db: Database = {
      ...this.db,
      transaction: (body) => {
        life.left -= 1;
        return life.left < 0 ? Promise.reject(new Error("killed")) : this.db.transaction(body);
      },
    };
    const folder = new ImportFolder(dataDir);
    return new Imports({ db, clock, keys, engine, log: pino({ level: "silent" }), folder });
  }

  async tryUpload(kind: ImportKind, fileName: string, content: string | Buffer) {
    await this.engine.engine.reload();
    const bytes = Buffer.from(content as string);
    const begun = await this.imports.uploads.begin(bytes.length);
    if (begun.kind !== "begun") throw new Error(begun.kind);
    const middle = Math.floor(bytes.length / 2);
    await this.imports.uploads.write(begun.uploadId, 0, bytes.subarray(0, middle));
    expect(await this.imports.uploads.write(begun.uploadId, 0, bytes)).toEqual({
      kind: "elsewhere",
      bytes: middle,
    });
    await this.imports.uploads.write(begun.uploadId, middle, bytes.subarray(middle));
    return await this.imports.finish(begun.uploadId, { kind, fileName, bytes: bytes.length, by: "olga" });
  }

  async upload(kind: ImportKind, fileName: string, content: string | Buffer): Promise<number> {
    const finished = await this.tryUpload(kind, fileName, content);
    if (finished.kind !== "ready") throw new Error(JSON.stringify(finished));
    return finished.id;
  }

  async setPlan(id: number, changes: Partial<ImportPlan>): Promise<void> {
    const { plan } = await this.find(id);
    await this.db.transaction((tx) => savePlan(tx, id, { ...plan, ...changes }));
  }

  async find(id: number) {
    const row = await this.db.transaction(() => findImport(id));
    if (!row) throw new Error("no such import");
    return row;
  }

  async check(id: number) {
    this.imports.check(await this.find(id));
    await this.imports.idle();
    expect(this.imports.checkState(id)).toBeNull();
    return await this.find(id);
  }

  async begin(id: number): Promise<void> {
    await this.imports.start(id);
    await this.imports.idle();
  }

  async run(id: number) {
    await this.begin(id);
    return await this.find(id);
  }

  move(tx: Parameters<typeof moveImport>[0], id: number) {
    return moveImport(tx, id, ["uploaded"], { status: "queued" });
  }

  async profile(
    fields: { externalId?: string; email?: string; name?: string; attributes?: Record<string, unknown> },
    state?: "granted" | "withdrawn",
  ) {
    const at = this.now;
    return await this.db.transaction(function* () {
      const { id } = yield* createProfile({ ...fields, createdAt: at, updatedAt: at });
      const consent = { channel: "email" as const, topic: "marketing", source: "api", at };
      if (state) yield* setConsent({ ...consent, profileId: id, state });
      return [id] as const;
    });
  }

  async people() {
    const { profiles } = this.db.tables;
    const { externalId, email, name, attributes } = profiles;
    return await this.db.query
      .select({ externalId, email, name, attributes })
      .from(profiles)
      .orderBy(asc(profiles.id));
  }

  async consents(): Promise<Record<string, string>> {
    const { consents, profiles } = this.db.tables;
    const rows = await this.db.query
      .select({ email: profiles.email, state: consents.state })
      .from(consents)
      .innerJoin(profiles, eq(profiles.id, consents.profileId));
    return Object.fromEntries(rows.map(({ email, state }) => [email, state]));
  }

  async allConsents(): Promise<string[]> {
    const { consents } = this.db.tables;
    return (await this.db.query.select({ state: consents.state }).from(consents)).map(({ state }) => state);
  }

  async sources(): Promise<string[]> {
    const { consentLog } = this.db.tables;
    return (await this.db.query.select({ source: consentLog.source }).from(consentLog)).map(
      ({ source }) => source,
    );
  }

  async consentTimes(): Promise<number[]> {
    const { consentLog } = this.db.tables;
    return (await this.db.query.select({ at: consentLog.at }).from(consentLog)).map(({ at }) => at);
  }

  suppression(email: string): Promise<string | null> {
    const hash = addressHash(this.engine.keys, "email", email);
    return this.db.transaction(() => findSuppression("email", hash));
  }

  async events() {
    const { events } = this.db.tables;
    return await this.db.query
      .select({ at: events.at, properties: events.properties })
      .from(events)
      .orderBy(events.id);
  }

  async timers() {
    const { timers } = this.db.tables;
    return await this.db.query.select().from(timers).orderBy(timers.profileId);
  }
}
