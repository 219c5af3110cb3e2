import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { DISK_KEPT_BYTES, ImportFolder } from "./folder.ts";
import { UPLOADS_OPEN_MAX } from "./upload-limits.ts";
import { Uploads } from "./uploads.ts";

let dataDir: string;
let freeBytes = Number.MAX_SAFE_INTEGER;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-uploads-"));
  freeBytes = Number.MAX_SAFE_INTEGER;
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = () => new Uploads(new ImportFolder(dataDir, async () => freeBytes));
const names = () => readdirSync(join(dataDir, "imports"));

async function begin(uploads: Uploads, bytes: number): Promise<string> {
  const begun = await uploads.begin(bytes);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  return begun.uploadId;
}

it("takes no more of a file than was said at the beginning, also after a restart", async () => {
  const uploadId = await begin(open(), 4);
  expect(await open().write(uploadId, 0, Buffer.from("abc"))).toEqual({ kind: "written", bytes: 3 });
  expect(await open().write(uploadId, 3, Buffer.from("de"))).toEqual({ kind: "too-large" });
  expect(await open().take(uploadId, 3)).toBeNull();
  expect(await open().write(uploadId, 3, Buffer.from("d"))).toEqual({ kind: "written", bytes: 4 });
  expect(await open().take(uploadId, 4)).toContain(uploadId);
  expect(await open().write(randomUUID(), 0, Buffer.from("d"))).toEqual({ kind: "unknown" });
});

it("leaves the database its room on the disk, whatever others have begun to send", async () => {
  const uploads = open();
  freeBytes = DISK_KEPT_BYTES + 100;
  expect(await uploads.begin(101)).toEqual({ kind: "disk-full" });
  expect(names()).toEqual([]);
  const uploadId = await begin(uploads, 80);
  expect(await uploads.begin(21)).toEqual({ kind: "disk-full" });
  await begin(uploads, 20);
  freeBytes = DISK_KEPT_BYTES + 4;
  expect(await uploads.write(uploadId, 0, Buffer.from("12345"))).toEqual({ kind: "disk-full" });
  expect(await uploads.write(uploadId, 0, Buffer.from("1234"))).toEqual({ kind: "written", bytes: 4 });
});

it("takes so many files at once, and another in place of one that was left alone", async () => {
  const uploads = open();
  for (let count = 0; count < UPLOADS_OPEN_MAX; count++) await begin(uploads, 10);
  expect(await uploads.begin(10)).toEqual({ kind: "too-many" });
  const [left] = names();
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  utimesSync(join(dataDir, "imports", left!), longAgo, longAgo);
  await begin(uploads, 10);
  expect(names()).toHaveLength(UPLOADS_OPEN_MAX);
  expect(names()).not.toContain(left);
});

eachDatabase("an upload whose end is told", (openDb) => {
  it("twice makes one import, at the same time and after a restart", async () => {
    const rig = new ImportRig(openDb());
    const uploadId = await send(rig, Buffer.from("Email\na@example.com\n"));
    const tell = () => rig.imports.finish(uploadId, { ...FILE, bytes: 20 });
    const [first, second] = await Promise.all([tell(), tell()]);
    expect(first).toMatchObject({ kind: "ready" });
    expect(second).toEqual(first);
    rig.restart();
    expect(await tell()).toEqual(first);
    const { imports } = rig.db.tables;
    expect(await rig.db.query.select().from(imports)).toHaveLength(1);
  });

  it("on a full disk stays and can be finished when there is room", async () => {
    const rig = new ImportRig(openDb());
    const content = Buffer.from("Name,Email\nZo\xeb,a@example.com\n", "latin1");
    const uploadId = await send(rig, content);
    const tell = () => rig.imports.finish(uploadId, { ...FILE, bytes: content.length });
    rig.freeBytes = DISK_KEPT_BYTES + 5;
    expect(await tell()).toEqual({ kind: "disk-full" });
    rig.freeBytes = DISK_KEPT_BYTES + 5_000;
    expect(await tell()).toMatchObject({ kind: "ready" });
  });

  it("stops before its rejected rows fill the disk, and goes on when there is room", async () => {
    const rig = new ImportRig(openDb());
    const id = await rig.upload("profiles", "a.csv", "Email\nnobody\na@example.com\n");
    rig.freeBytes = DISK_KEPT_BYTES + 5;
    expect(await rig.run(id)).toMatchObject({
      ...{ status: "failed", created: 0, failure: expect.stringContaining("disk is full") },
    });
    rig.freeBytes = DISK_KEPT_BYTES + 5_000;
    expect(await rig.run(id)).toMatchObject({ status: "done", created: 1, rejected: 1, failure: null });
  });
});

const FILE = { kind: "profiles", fileName: "a.csv", by: "olga" } as const;

async function send(rig: ImportRig, content: Buffer): Promise<string> {
  await rig.engine.engine.reload();
  const uploadId = await begin(rig.imports.uploads, content.length);
  await rig.imports.uploads.write(uploadId, 0, content);
  return uploadId;
}
