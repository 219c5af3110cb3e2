import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import pino from "pino";
import { expect, onTestFinished } from "vitest";
import type { ImportKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import { ImportFolder } from "#server/imports/folder.ts";
import { Imports } from "#server/imports/imports.ts";
import { addressHash } from "#server/links.ts";
import { findSuppression, setConsent } from "#server/store/consents.ts";
import { findImport, type ImportPlan, moveImport, savePlan } from "#server/store/imports.ts";
import { createProfile } from "#server/store/profiles.ts";
import { EngineRig } from "./engine-rig.ts";

/** Imports on a database and a folder of their own, with an engine that is live; all ends with the test. */
export class ImportRig {
  readonly db: Database;
  readonly engine: EngineRig;
  imports: Imports;
  readonly #dataDir = mkdtempSync(join(tmpdir(), "rekindle-imports-"));
  /** What the disk has left. */
  freeBytes = Number.MAX_SAFE_INTEGER;
  #life = { left: Number.POSITIVE_INFINITY };

  constructor(db: Database) {
    this.db = db;
    this.engine = new EngineRig(db);
    this.imports = this.#make();
    onTestFinished(async () => {
      await this.imports.stop();
      await this.engine.engine.stop();
      rmSync(this.#dataDir, { recursive: true, force: true });
    });
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
    const folder = new ImportFolder(this.#dataDir, async () => this.freeBytes);
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
    fields: {
      externalId?: string;
      email?: string;
      phone?: string;
      name?: string;
      attributes?: Record<string, unknown>;
    },
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
