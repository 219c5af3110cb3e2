import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { isDiskFull } from "#server/imports/folder.ts";
import { findImage, type Image, insertImage } from "#server/store/images.ts";
import { phrase } from "#workflows/phrase.ts";
import { checkImage, type ImageExtension, imageType } from "./image-kind.ts";

/** The folder inside the data folder; it belongs to every copy of the data. */
export const IMAGES_FOLDER = "images";
const NAME_MAX_CHARS = 120;

export type ImageUpload =
  | { kind: "kept"; image: Image; isNew: boolean }
  | { kind: "refused"; code: string; text: string };

interface Place {
  db: Database;
  clock: Clock;
  dataDir: string;
}

/** Keeps an uploaded picture under the hash of its bytes: the same picture is kept once. */
export async function keepImage(place: Place, bytes: Buffer, name: string): Promise<ImageUpload> {
  const checked = checkImage(bytes);
  if (checked.kind === "refused") return checked;
  const { extension, width, height } = checked;
  const hash = createHash("sha256").update(bytes).digest("hex");
  try {
    await writeWhole(place.dataDir, fileName(hash, extension), bytes);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return { kind: "refused", code: "disk-full", text: phrase("The server’s disk is full").text };
  }
  const row = {
    ...{ hash, type: imageType(extension), bytes: bytes.length, width, height },
    name: shownName(name, extension),
    createdAt: place.clock.now(),
  };
  const isNew = await place.db.transaction((tx) => insertImage(tx, row));
  const image = await findImage(place.db, hash);
  if (!image)
    return { kind: "refused", code: "removed", text: phrase("The picture was removed meanwhile").text };
  return { kind: "kept", image, isNew };
}

/** The file of a picture, which the caller closes; null when it is not kept. */
export function openImage(dataDir: string, hash: string, extension: string): Promise<FileHandle | null> {
  return open(join(dataDir, IMAGES_FOLDER, `${hash}.${extension}`)).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === "ENOENT") return null;
    throw error;
  });
}

export async function removeImageFile(dataDir: string, image: Pick<Image, "hash" | "type">): Promise<void> {
  await rm(join(dataDir, IMAGES_FOLDER, fileName(image.hash, extensionOf(image.type))), { force: true });
}

/** Where a picture is served, from the app's own address on. */
export function imagePath(image: Pick<Image, "hash" | "type">): string {
  return `/images/${fileName(image.hash, extensionOf(image.type))}`;
}

function extensionOf(type: string): ImageExtension {
  const found = (["png", "jpg", "gif", "webp"] as const).find((extension) => imageType(extension) === type);
  if (!found) throw new Error(`an image was kept with the type ${type}`);
  return found;
}

function fileName(hash: string, extension: ImageExtension): string {
  return `${hash}.${extension}`;
}

/** Under its name only when it is whole and on the disk: what is half written would be served for ever. */
async function writeWhole(dataDir: string, name: string, bytes: Buffer): Promise<void> {
  const folder = join(dataDir, IMAGES_FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${randomUUID()}.part`);
  try {
    const file = await open(unfinished, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function shownName(name: string, extension: ImageExtension): string {
  const base = name.split(/[\\/]/).at(-1) ?? "";
  const clean = [...base].filter((character) => character >= " " && character !== "\x7f").join("");
  return clean.trim().slice(0, NAME_MAX_CHARS) || `image.${extension}`;
}
