import { rm } from "node:fs/promises";
import type { ImportKind } from "#drizzle/tables.ts";
import {
  findImport,
  findOldImports,
  findOpenImports,
  type Import,
  type ImportPlan,
  insertImport,
  moveImport,
  removeImport,
  savePlan,
} from "#server/store/imports.ts";
import { UnreadableFile } from "./csv-rows.ts";
import { bytesOf } from "./folder.ts";
import { findPreset, guessPlan, type Preset } from "./guess.ts";
import { type Head, readHead } from "./head.ts";
import { type PreviewRow, previewRows } from "./preview.ts";
import { checkImport, type ImportServices, runImport } from "./run-import.ts";
import { makeUtf8 } from "./to-utf8.ts";
import { isDiskFull, Uploads } from "./uploads.ts";

/** Files and rejected rows are removed this long after the import ended, or was left alone. */
export const FILES_KEPT_MS = 7 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 6 * 3_600_000;

const DISK_FULL = "The server’s disk is full. Make room on it, then go on";
const GONE = "The file is not on this server any more. Upload it again";

export type Finished =
  | { kind: "ready"; id: number }
  | { kind: "unknown" }
  | { kind: "refused"; message: string };
export type CheckState = { doneBytes: number } | { failure: string };

/** Takes files of customers and events in, one at a time; goes on after a restart. */
export class Imports {
  readonly uploads: Uploads;
  readonly #services: ImportServices;
  readonly #checks = new Map<number, CheckState>();
  #work: Promise<void> | null = null;
  #checking: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(services: ImportServices) {
    this.#services = services;
    this.uploads = new Uploads(services.folder);
  }

  /** Goes on with what was cut off, and begins to sweep up what nobody needs any more. */
  async resume(): Promise<void> {
    this.#timer = setInterval(() => void this.#sweepQuietly(), SWEEP_EVERY_MS).unref();
    void this.#sweepQuietly();
    this.poke();
  }

  /** Looks for an import whose turn it is. */
  poke(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#work ??= this.#run().finally(() => {
      this.#work = null;
    });
  }

  /** Resolves when nothing is being done. */
  async idle(): Promise<void> {
    while (this.#work || this.#checking) await Promise.all([this.#work, this.#checking]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.idle();
  }

  /** Makes an import of a file that is here in full, with a guess of what its columns mean. */
  async finish(
    uploadId: string,
    { kind, fileName, bytes, by }: { kind: ImportKind; fileName: string; bytes: number; by: string },
  ): Promise<Finished> {
    const { db, clock, engine } = this.#services;
    const file = await this.uploads.take(uploadId, bytes);
    if (!file) return { kind: "unknown" };
    try {
      await makeUtf8(file);
      const head = await readHead(file);
      const plan = guessPlan(kind, head, { fileName, shopZone: engine.live.settings.shop.timezone });
      const fileBytes = (await bytesOf(file)) ?? bytes;
      const row = { kind, fileName, fileBytes, plan, createdBy: by, createdAt: clock.now() };
      const id = await db.transaction((tx) => insertImport(tx, row));
      await this.uploads.keepAs(uploadId, id);
      return { kind: "ready", id };
    } catch (error) {
      await this.uploads.drop(uploadId);
      const message = wordFailure(error);
      if (message === null) throw error;
      return { kind: "refused", message };
    }
  }

  async find(id: number): Promise<Import | undefined> {
    return await this.#services.db.transaction(() => findImport(id));
  }

  /** The names of the columns with the first rows; null when the file is gone. */
  async head(row: Import): Promise<(Head & { preset: Preset }) | null> {
    const file = this.#services.folder.file(row.id);
    if ((await bytesOf(file)) === null) return null;
    const head = await readHead(file, row.plan.delimiter);
    return { ...head, preset: findPreset(head.headers) };
  }

  /** The first rows as a plan would have them. */
  async preview(row: Import, plan: ImportPlan): Promise<PreviewRow[]> {
    const head = await readHead(this.#services.folder.file(row.id), plan.delimiter);
    return await previewRows(this.#services, row, head, plan);
  }

  /** How the dry run stands that is going on, or how it failed; null when there is none. */
  checkState(id: number): CheckState | null {
    return this.#checks.get(id) ?? null;
  }

  /** Begins a dry run over the whole file; false when one is going on. */
  check(row: Import): boolean {
    if (this.#checking || this.#stopped) return false;
    this.#checks.set(row.id, { doneBytes: 0 });
    this.#checking = this.#check(row).finally(() => {
      this.#checking = null;
    });
    return true;
  }

  /** Puts an import in the line; false when it is not one that can begin or go on. */
  async start(id: number): Promise<boolean> {
    const { db } = this.#services;
    const to = { status: "queued" as const, failure: null, endedAt: null };
    const moved = await db.transaction((tx) => moveImport(tx, id, ["uploaded", "stopped", "failed"], to));
    this.#checks.delete(id);
    this.poke();
    return moved;
  }

  /** Stops an import where it is; what is in stays in. */
  async halt(id: number): Promise<boolean> {
    const { db, clock } = this.#services;
    const to = { status: "stopped" as const, endedAt: clock.now() };
    return await db.transaction((tx) => moveImport(tx, id, ["queued", "running"], to));
  }

  /** Forgets an import that never began, with its file. */
  async remove(id: number): Promise<boolean> {
    this.#checks.delete(id);
    const removed = await this.#services.db.transaction((tx) => removeImport(tx, id));
    if (removed) await this.#dropFiles(id);
    return removed;
  }

  /** The path of the rejected rows of an import. */
  rejectedFile(id: number): string {
    return this.#services.folder.rejected(id);
  }

  async hasRejected(id: number): Promise<boolean> {
    return (await bytesOf(this.rejectedFile(id))) !== null;
  }

  /** Removes the files of imports that ended long ago, and imports that nobody began. */
  async sweep(now: number): Promise<void> {
    const { db } = this.#services;
    await this.uploads.sweep(now);
    for (const id of await findOldImports(db, now - FILES_KEPT_MS)) {
      await this.#dropFiles(id);
      await db.transaction((tx) => removeImport(tx, id));
    }
  }

  async #sweepQuietly(): Promise<void> {
    const { clock, log } = this.#services;
    await this.sweep(clock.now()).catch((err: unknown) => log.warn({ err }, "old files of imports stayed"));
  }

  async #run(): Promise<void> {
    const { log } = this.#services;
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        const next = await this.#next();
        if (next) this.#again = (await this.#take(next)) || this.#again;
      }
    } catch (error) {
      log.error({ err: error }, "an import was cut off; the next start goes on with it");
    }
  }

  /** The oldest import that waits or was cut off, whose file is on this server. */
  async #next(): Promise<Import | null> {
    const { db, folder } = this.#services;
    for (const row of await findOpenImports(db)) {
      if ((await bytesOf(folder.file(row.id))) !== null) return row;
      // On several machines the file may be on another one, which takes it; on one, nobody ever will.
      if (db.engine === "sqlite") await this.#end(row.id, "failed", GONE);
    }
    return null;
  }

  /** False when somebody else goes on with it, or the server stops. */
  async #take({ id }: Import): Promise<boolean> {
    const { db, clock, folder, log } = this.#services;
    const to = { status: "running" as const, startedAt: clock.now() };
    await db.transaction((tx) => moveImport(tx, id, ["queued"], to));
    const row = await this.find(id);
    if (row?.status !== "running") return true;
    try {
      const ended = await runImport(this.#services, row, () => this.#stopped);
      if (ended !== "done") return (await this.find(id))?.status !== "running";
      await this.#end(id, "done", null);
      await rm(folder.file(id), { force: true });
    } catch (error) {
      const message = wordFailure(error);
      if (message === null) log.error({ err: error, importId: id }, "an import failed");
      await this.#end(id, "failed", message ?? "Something went wrong on the server; its log says what");
    }
    return true;
  }

  async #end(id: number, status: "done" | "failed", failure: string | null): Promise<void> {
    const { db, clock } = this.#services;
    const to = { status, failure, endedAt: clock.now() };
    await db.transaction((tx) => moveImport(tx, id, ["queued", "running"], to));
  }

  async #check(row: Import): Promise<void> {
    const { db, clock, log } = this.#services;
    try {
      const isStopped = () => this.#stopped || !this.#checks.has(row.id);
      const tally = await checkImport(this.#services, row, isStopped, (doneBytes) => {
        if (this.#checks.has(row.id)) this.#checks.set(row.id, { doneBytes });
      });
      this.#checks.delete(row.id);
      if (!tally) return;
      const check = { ...tally, at: clock.now() };
      await db.transaction(function* (tx) {
        const now = yield* findImport(row.id);
        // Another plan was made meanwhile: this says nothing about it.
        if (!now || JSON.stringify(now.plan) !== JSON.stringify(row.plan)) return;
        yield* savePlan(tx, row.id, { ...now.plan, check });
      });
    } catch (error) {
      const message = wordFailure(error);
      if (message === null) log.error({ err: error, importId: row.id }, "a dry run failed");
      this.#checks.set(row.id, {
        failure: message ?? "Something went wrong on the server; its log says what",
      });
    }
  }

  async #dropFiles(id: number): Promise<void> {
    const { folder } = this.#services;
    await rm(folder.file(id), { force: true });
    await rm(folder.rejected(id), { force: true });
  }
}

/** What the owner can do something about; null for a fault of ours. */
function wordFailure(error: unknown): string | null {
  if (error instanceof UnreadableFile) return error.message;
  if (isDiskFull(error)) return DISK_FULL;
  return (error as { code?: unknown } | null)?.code === "ENOENT" ? GONE : null;
}
