import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAccounts } from "#server/accounts/accounts-rig.ts";
import { imagesRouter } from "#server/api/images.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { designOf } from "#server/testing/email-designs.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { gifPicture, pngPicture } from "#server/testing/pictures.ts";
import { defaultBrand } from "#workflows/brand.ts";
import { answerError } from "./answer.ts";
import { handleImages } from "./images.ts";

const OWNER = {
  ...{ name: "Olga Owner", email: "olga@example.com", password: "correct horse battery" },
  ...{ shopName: "Hearth & Home", timezone: "UTC" },
};

let dataDir: string;
let db: SqliteDatabase;
let rig: EngineRig;
let cookie: string;
let url: string;
let close: () => Promise<void>;
/** What answers were read from, piece by piece. */
let piped: Readable[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-images-"));
  db = openSqlite(":memory:");
  migrateSqlite(db);
  const accounts = openAccounts(db);
  ({ cookie } = await accounts.post("/create-owner", OWNER));
  rig = new EngineRig(db);
  await rig.engine.reload();
  const env = readEnv({ DATA_DIR: dataDir });
  const services = { auth: accounts.auth, clock: rig.clock, db, env };
  piped = [];
  const server = createServer(async (request, response) => {
    response.on("pipe", (source: Readable) => piped.push(source));
    if (!(await handleImages(services, request, response)))
      answerError(response, 404, "not-mine", "Somebody else's");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
});
afterEach(() => close());

interface Uploaded {
  id: number;
  src: string;
  name: string;
  width: number;
  height: number;
  error?: { code: string; message: string };
}

async function upload(
  bytes: Buffer,
  { name = "a.png", headers = {} }: { name?: string; headers?: object } = {},
) {
  const response = await fetch(`${url}/api/images?name=${encodeURIComponent(name)}`, {
    ...{ method: "POST", body: new Uint8Array(bytes), headers: { cookie, ...headers } },
  });
  return { status: response.status, json: (await response.json()) as Uploaded };
}
function api() {
  const services = { db, clock: rig.clock, engine: rig.engine, env: readEnv({ DATA_DIR: dataDir }) };
  const person = { id: "e", name: "Edit", email: "e@example.com", role: "editor" as const };
  return imagesRouter.createCaller({ services: services as unknown as Services, person });
}

describe("pictures", () => {
  it("are kept once, and given to anybody for ever, without a chance to run anything", async () => {
    const first = await upload(pngPicture(40, 20), { name: "C:\\shop\\lögo.png" });
    expect(first).toMatchObject({ status: 201, json: { name: "lögo.png", width: 40, height: 20 } });
    const again = await upload(pngPicture(40, 20), { name: "copy.png" });
    expect(again).toMatchObject({ status: 200, json: { id: first.json.id, src: first.json.src } });
    expect(readdirSync(join(dataDir, "images"))).toHaveLength(1);
    const response = await fetch(url + first.json.src);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(pngPicture(40, 20));
    const { headers } = response;
    expect(headers.get("content-type")).toBe("image/png");
    expect(headers.get("cache-control")).toMatch(/public.*immutable/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    const known = { "if-none-match": headers.get("etag")! };
    expect((await fetch(url + first.json.src, { headers: known })).status).toBe(304);
    expect((await upload(gifPicture())).json.src).toMatch(/\.gif$/);
  });

  it.each([
    ["a script with a picture's name", Buffer.from("<script>alert(1)</script>"), 415, "not-an-image"],
    ["an SVG", Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>'), 415, "svg"],
    ["nothing", Buffer.alloc(0), 415, "empty"],
    ["a picture that is cut off", pngPicture(5, 5).subarray(0, 12), 415, "damaged"],
    ["one that is too wide", pngPicture(5_001, 1), 415, "too-wide"],
    ["ten megabytes", Buffer.alloc(10 * 1024 * 1024, "\x89PNG"), 413, "too-large"],
  ])("are not taken: %s", async (_, bytes, status, code) => {
    const refused = await upload(bytes);
    expect(refused).toMatchObject({ status, json: { error: { code } } });
    expect(refused.json.error?.message).toMatch(/^[A-Z]/);
    expect((await api().list()).images).toEqual([]);
  });

  it("are read in pieces, and not at all for whoever has them or only asks about them", async () => {
    const picture = Buffer.concat([pngPicture(2, 2), Buffer.alloc(4 * 1024 * 1024, "x")]);
    const { json } = await upload(picture);
    const given = await fetch(url + json.src);
    expect(Buffer.from(await given.arrayBuffer()).equals(picture)).toBe(true);
    expect(piped).toHaveLength(1);
    expect(piped[0]?.readableHighWaterMark).toBeLessThanOrEqual(64 * 1024);
    const head = await fetch(url + json.src, { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe(String(picture.length));
    const etag = given.headers.get("etag")!;
    expect((await fetch(url + json.src, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect(piped).toHaveLength(1);
  });

  it("come only from editors on the app's own pages", async () => {
    const picture = pngPicture(2, 2);
    expect((await upload(picture, { headers: { cookie: "" } })).status).toBe(401);
    expect((await upload(picture, { headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await upload(picture, { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
    expect((await upload(picture, { headers: { origin: url } })).status).toBe(201);
    const { users } = db.tables;
    await db.query.update(users).set({ role: "viewer" }).where(eq(users.email, OWNER.email));
    expect((await upload(picture)).status).toBe(403);
    expect((await fetch(`${url}/api/images`)).status).toBe(405);
    for (const path of ["/images/../keys.json", `/images/${"0".repeat(64)}.svg`, "/images/"])
      expect((await fetch(url + path)).status, path).toBe(404);
    expect((await fetch(`${url}/images/${"0".repeat(64)}.png`)).status).toBe(404);
  });

  it("are removed with their file, unless something that may be sent shows them", async () => {
    const { id, src: path } = (await upload(pngPicture(3, 3))).json;
    await rig.set("brand", { ...defaultBrand, logo: path });
    expect(await api().remove({ id })).toMatchObject({ kind: "used", inBrand: true, workflows: [] });
    await rig.set("brand", defaultBrand);
    const config = {
      ...{ subject: "Hi", format: "design", design: designOf({ type: "image", src: path, alt: "A" }) },
    };
    const graph = {
      nodes: [
        { id: "t", type: "event", config: { event: "Go" }, position: { x: 0, y: 0 } },
        { id: "m", type: "send-email", config, position: { x: 0, y: 1 } },
      ],
      edges: [{ id: "t:next", from: "t", port: "next", to: "m" }],
    };
    const workflow = await rig.publish(graph, { name: "Spring" });
    expect(await api().remove({ id })).toMatchObject({ kind: "used", workflows: [{ name: "Spring" }] });
    await db.query.delete(db.tables.workflows).where(eq(db.tables.workflows.id, workflow));
    expect(await api().remove({ id })).toEqual({ kind: "removed" });
    expect(await api().list()).toMatchObject({ images: [], count: 0, bytes: 0 });
    expect((await fetch(url + path)).status).toBe(404);
    await expect(api().remove({ id })).rejects.toThrow(/does not exist/);
  });
});
