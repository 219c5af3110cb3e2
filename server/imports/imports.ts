import { rm } from "node:fs/promises";
import {
  findErasedImports,
  findImport,
  findOldImports,
  findOpenImports,
  type Import,
  type ImportPlan,
  moveImport,
  removeImport,
} from "#server/store/imports.ts";
import type { FilledPhrase } from "#workflows/phrase.ts";
import { findPreset, type Preset } from "./column-names.ts";
import { type DryRunBegun, type DryRunState, DryRuns } from "./dry-runs.ts";
import { markFilesErased } from "./erased-people.ts";
import { type Finished, finishUpload, type UploadedFile } from "./finish-upload.ts";
import { bytesOf } from "./folder.ts";
import { type Head, readHead } from "./head.ts";
import { type PreviewRow, previewRows } from "./preview.ts";
import { type ImportServices, runImport } from "./run-import.ts";
import { IDLE_AFTER_MS, Uploads } from "./uploads.ts";
import { FAULT, GONE, wordFailure } from "./word-failure.ts";

/** Files and rejected rows are removed this long after the import ended, or was left alone. */
export const FILES_KEPT_MS = 7 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 6 * 3_600_000;

/** Takes files of customers and events in, one at a time; goes on after a restart. */
export class Imports {
  readonly uploads: Uploads;
  readonly dryRuns: DryRuns;
  readonly #services: ImportServices;
  /** Uploads whose end was told, so that telling it twice makes one import. */
  readonly #finishing = new Map<string, Promise<Finished>>();
  #work: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(services: ImportServices) {
    this.#services = services;
    this.uploads = new Uploads(services.folder);
    this.dryRuns = new DryRuns(services);
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
    while (this.#work || this.dryRuns.work) await Promise.all([this.#work, this.dryRuns.work]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.dryRuns.close();
    if (this.#timer) clearInterval(this.#timer);
    await this.idle();
  }

  /** Makes an import of a file that is here in full. Told twice, it makes one. */
  async finish(uploadId: string, file: UploadedFile): Promise<Finished> {
    const finishing =
      this.#finishing.get(uploadId) ??
      finishUpload(this.#services, this.uploads, uploadId, file).finally(() => {
        this.#finishing.delete(uploadId);
      });
    this.#finishing.set(uploadId, finishing);
    return await finishing;
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
  checkState(id: number): DryRunState | null {
    return this.dryRuns.state(id);
  }

  /** Begins a dry run over the whole file, with another plan where one is given. */
  async check(row: Import, plan: ImportPlan = row.plan): Promise<DryRunBegun> {
    return await this.dryRuns.begin(row, plan);
  }

  /** Puts an import in the line; false when it is not one that can begin or go on. */
  async start(id: number): Promise<boolean> {
    const { db } = this.#services;
    const to = { status: "queued" as const, failure: null, endedAt: null };
    const moved = await db.transaction((tx) => moveImport(tx, id, ["uploaded", "stopped", "failed"], to));
    if (moved) await this.dryRuns.stop(id);
    this.poke();
    return moved;
  }

  /** Stops an import where it is; what is in stays in. */
  async halt(id: number): Promise<boolean> {
    const { db, clock } = this.#services;
    const to = { status: "stopped" as const, endedAt: clock.now() };
    const halted = await db.transaction((tx) => moveImport(tx, id, ["queued", "running"], to));
    if (halted) await this.#dropErased();
    return halted;
  }

  /** Forgets an import that never began, with its file. */
  async remove(id: number): Promise<boolean> {
    await this.dryRuns.stop(id);
    const removed = await this.#services.db.transaction((tx) => removeImport(tx, id));
    if (removed) await this.#dropFiles(id);
    return removed;
  }

  /** The path of the rejected rows of an import. */
  rejectedFile(id: number): string {
    return this.#services.folder.rejected(id);
  }

  /** Whether the rejected rows can be given out; not where they may hold somebody who was erased. */
  async hasRejected({ id, plan }: Import): Promise<boolean> {
    if (plan.filesErased || (plan.erased ?? []).length > 0) return false;
    return (await bytesOf(this.rejectedFile(id))) !== null;
  }

  /** Whether the file is still here, so that the import can begin or go on. */
  async hasFile(row: Import): Promise<boolean> {
    if (row.plan.filesErased || row.status === "done") return false;
    if ((await bytesOf(this.#services.folder.file(row.id))) !== null) return true;
    // On several machines it may be on another one.
    const { db, clock } = this.#services;
    return db.engine === "postgres" && clock.now() < filesUntil(row);
  }

  /** Removes the files that may hold somebody who was erased: to be called after each erasure. */
  async removeErased(): Promise<void> {
    await this.#dropErased();
    await this.uploads.sweep(this.#services.clock.now(), IDLE_AFTER_MS);
  }

  /** Removes the files of imports that ended long ago, and imports that nobody began. */
  async sweep(now: number): Promise<void> {
    const { db } = this.#services;
    await this.uploads.sweep(now);
    await this.#dropErased();
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
      await this.#end(id, "failed", message ?? FAULT);
    } finally {
      await this.#dropErased();
    }
    return true;
  }

  async #end(id: number, status: "done" | "failed", failure: FilledPhrase | null): Promise<void> {
    const { db, clock } = this.#services;
    const to = { status, failure, endedAt: clock.now() };
    await db.transaction((tx) => moveImport(tx, id, ["queued", "running"], to));
  }

  async #dropErased(): Promise<void> {
    const { db } = this.#services;
    for (const { id, plan } of await findErasedImports(db)) {
      await this.dryRuns.stop(id);
      await this.#dropFiles(id);
      if (!plan.filesErased) await db.transaction((tx) => markFilesErased(tx, id));
    }
  }

  async #dropFiles(id: number): Promise<void> {
    const { folder } = this.#services;
    await rm(folder.file(id), { force: true });
    await rm(folder.rejected(id), { force: true });
  }
}

/** Until when the files of an import are kept that is not under way; epoch milliseconds. */
export function filesUntil({ createdAt, endedAt }: Pick<Import, "createdAt" | "endedAt">): number {
  return Math.max(createdAt, endedAt ?? 0) + FILES_KEPT_MS;
}
