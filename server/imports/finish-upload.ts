import type { ImportKind } from "#drizzle/tables.ts";
import { findImportOfUpload, type Import, insertImport, removeImport } from "#server/store/imports.ts";
import type { FilledPhrase } from "#workflows/phrase.ts";
import { bytesOf, isDiskFull } from "./folder.ts";
import { guessPlan } from "./guess.ts";
import { readHead } from "./head.ts";
import type { ImportServices } from "./run-import.ts";
import { makeUtf8 } from "./to-utf8.ts";
import type { Uploads } from "./uploads.ts";
import { wordFailure } from "./word-failure.ts";

export type Finished =
  | { kind: "ready"; id: number }
  | { kind: "unknown" }
  | { kind: "disk-full" }
  | { kind: "refused"; message: FilledPhrase };

export interface UploadedFile {
  kind: ImportKind;
  fileName: string;
  bytes: number;
  by: string;
}

/**
 * Makes an import of a file that is here in full, with a guess of what its columns mean. Said once more, because the
 * answer was lost, it answers with the import that was made.
 */
export async function finishUpload(
  services: ImportServices,
  uploads: Uploads,
  uploadId: string,
  uploaded: UploadedFile,
): Promise<Finished> {
  const made = await findImportOfUpload(services.db, uploadId);
  if (made) return await putInPlace(services, uploads, uploadId, made);
  const file = await uploads.take(uploadId, uploaded.bytes);
  if (!file) return { kind: "unknown" };
  try {
    return await makeImport(services, uploads, uploadId, { ...uploaded, file });
  } catch (error) {
    // It stays, and can be finished when there is room.
    if (isDiskFull(error)) return { kind: "disk-full" };
    await uploads.drop(uploadId);
    const message = wordFailure(error);
    if (message === null) throw error;
    return { kind: "refused", message };
  }
}

async function makeImport(
  services: ImportServices,
  uploads: Uploads,
  uploadId: string,
  { kind, fileName, bytes, by, file }: UploadedFile & { file: string },
): Promise<Finished> {
  const { db, clock, engine, folder } = services;
  await makeUtf8(file, folder);
  const head = await readHead(file);
  const guess = guessPlan(kind, head, { fileName, shopZone: engine.live.settings.shop.timezone });
  const plan = { ...guess, uploadId };
  const fileBytes = (await bytesOf(file)) ?? bytes;
  const row = { kind, fileName, fileBytes, plan, createdBy: by, createdAt: clock.now() };
  const id = await db.transaction((tx) => insertImport(tx, row));
  const isKept = await uploads.keepAs(uploadId, id);
  if (isKept) return { kind: "ready", id };
  // Somebody cancelled it meanwhile.
  await db.transaction((tx) => removeImport(tx, id));
  return { kind: "unknown" };
}

/** The import was made; a stop of the server may have come before its file got its name. */
async function putInPlace(
  { folder }: ImportServices,
  uploads: Uploads,
  uploadId: string,
  { id, status }: Import,
): Promise<Finished> {
  const isMissing = status === "uploaded" && (await bytesOf(folder.file(id))) === null;
  if (isMissing) await uploads.keepAs(uploadId, id);
  return { kind: "ready", id };
}
