import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MovableClock } from "#server/clock.ts";
import { type Database, run } from "#server/database/database.ts";
import { Sender } from "#server/delivery/sender.ts";
import { clickLink, openPixel, type Tracking } from "#server/delivery/tracked-links.ts";
import { Interactions } from "#server/engine/interactions.ts";
import { trackingSecret } from "#server/engine/message-tracking.ts";
import { Keys } from "#server/keys.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { startDoors } from "#server/testing/doors-rig.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { emailContent, sendJob } from "#server/testing/send-jobs.ts";
import { startSmtpSink } from "#server/testing/smtp-sink.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { TrackingDoor } from "./tracking.ts";

const random = () => randomBytes(32).toString("hex");
const keys = new Keys({
  ...{ encryption: random(), signing: random(), session: random() },
  vapid: { publicKey: "", privateKey: "" },
});
const SHOES = "https://shop.example/shoes?a=1&b=2#top";
const BROWSER = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:135.0) Gecko/20100101 Firefox/135.0" };

eachDatabase("links in messages", (open) => {
  let server: Server;
  let origin: string;
  let rig: StoreRig;
  let profileId: number;
  let tracking: Tracking;
  let interactions: Interactions;
  const clock = new MovableClock();
  const serve = async (db: Database) => {
    interactions = new Interactions({ db, log: pino({ level: "silent" }), isOn: () => true });
    const door = new TrackingDoor({ clock, keys, interactions });
    server = createServer((request, response) => {
      if (!door.handle(request, response)) response.writeHead(418).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());

  beforeEach(async () => {
    rig = new StoreRig(open());
    await serve(open());
    profileId = (await rig.profile({ externalId: "ana" })).id;
    const messageId = (await rig.message(profileId))!;
    tracking = { origin, messageId, secret: trackingSecret(keys) };
  });
  afterEach(async () => {
    await interactions.flush();
    await stop();
  });

  const go = (url: string, init: RequestInit = {}) =>
    fetch(url, { redirect: "manual", headers: BROWSER, ...init });
  const noted = async () => {
    await interactions.flush();
    const { interactions: table } = open().tables;
    return (await open().query.select().from(table).orderBy(table.id)).map(({ kind, machine, url }) => ({
      ...{ kind, machine, url },
    }));
  };

  it("lead on to their address, and note the click", async () => {
    const answer = await go(clickLink(tracking, SHOES));
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(SHOES);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await noted()).toEqual([
      { kind: "clicked", machine: false, url: SHOES },
      { kind: "opened", machine: false, url: null },
    ]);
  });

  it("answer the picture, and note the open", async () => {
    const answer = await go(openPixel(tracking));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/gif");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(answer.headers.get("set-cookie")).toBeNull();
    const bytes = Buffer.from(await answer.arrayBuffer());
    // The smallest GIF: its name, then a width and a height of 1.
    expect(bytes.subarray(0, 10).toString("latin1")).toBe("GIF89a\x01\0\x01\0");
    expect(await noted()).toEqual([{ kind: "opened", machine: false, url: null }]);
  });

  it("note nothing for who only asks for the head, and set apart who fetches ahead", async () => {
    for (const url of [clickLink(tracking, SHOES), openPixel(tracking)]) {
      const answer = await go(url, { method: "HEAD" });
      expect([200, 302]).toContain(answer.status);
    }
    expect(await noted()).toEqual([]);
    await go(clickLink(tracking, SHOES), { headers: { ...BROWSER, "sec-purpose": "prefetch" } });
    expect(await noted()).toEqual([{ kind: "clicked", machine: true, url: SHOES }]);
  });

  it("take no other method", async () => {
    expect((await go(clickLink(tracking, SHOES), { method: "POST", body: "x" })).status).toBe(405);
    expect(await noted()).toEqual([]);
  });

  describe("lead nowhere", () => {
    it.each([
      ["when their address was changed", "https://evil.example/"],
      ["when it is a script", "javascript:alert(1)"],
      ["when it is another host's", "//evil.example"],
    ])("%s", async (_, url) => {
      const [, signature] = clickLink(tracking, SHOES).split(/\.(?=[^.]+$)/);
      const payload = Buffer.from(`${tracking.messageId} ${url}`).toString("base64url");
      const answer = await go(`${origin}/c/${payload}.${signature}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("location")).toBeNull();
      expect(await noted()).toEqual([]);
    });

    it("when they are cut short, empty or far too long", async () => {
      const link = clickLink(tracking, SHOES);
      for (const url of [link.slice(0, -1), `${link}x`, `${origin}/c/${"a".repeat(9_000)}.b`])
        expect((await go(url)).status).toBe(404);
      expect((await go(`${origin}/c/${"a".repeat(20_000)}`)).status).toBe(431);
      expect((await go(`${origin}/c/`)).status).toBe(418);
      expect(await noted()).toEqual([]);
    });

    it("when they were signed by another installation", async () => {
      const other = { ...tracking, secret: Buffer.alloc(32).toString("base64") };
      expect((await go(clickLink(other, SHOES))).status).toBe(404);
      expect((await go(openPixel(other))).status).toBe(200);
      expect(await noted()).toEqual([]);
    });
  });

  it("work for ever, also when the person was erased", async () => {
    await rig.do((tx) => eraseProfile(tx, profileId));
    expect((await go(clickLink(tracking, SHOES))).headers.get("location")).toBe(SHOES);
    expect((await go(openPixel(tracking))).status).toBe(200);
    expect(await noted()).toEqual([]);
  });

  it("work when nothing can be written", async () => {
    await stop();
    await serve({ ...open(), transaction: () => Promise.reject(new Error("the disk is full")) });
    const here = { ...tracking, origin };
    expect((await go(clickLink(here, SHOES))).headers.get("location")).toBe(SHOES);
    expect((await go(openPixel(here))).status).toBe(200);
    await interactions.flush();
    expect((await go(clickLink(here, SHOES))).status).toBe(302);
  });

  it("follow one message only so often, and lead on all the same", async () => {
    for (let index = 0; index < 30; index++) expect((await go(clickLink(tracking, SHOES))).status).toBe(302);
    const clicks = (await noted()).filter(({ kind }) => kind === "clicked");
    expect(clicks.length).toBeGreaterThanOrEqual(20);
    expect(clicks.length).toBeLessThan(30);
  });

  it("arrive whole by mail: what the mail program finds there works", async () => {
    const sink = await startSmtpSink();
    const sender = new Sender();
    try {
      const body = `<p>Hello</p><a href="${SHOES.replaceAll("&", "&amp;")}">Shoes</a> <a href="{{ unsubscribe_url }}">Leave</a>`;
      const unsubscribeUrl = `${origin}/unsubscribe/token`;
      const job = sendJob(emailContent({ html: true, body }), { tracking, unsubscribeUrl });
      const data = { ...job.data, unsubscribe_url: unsubscribeUrl };
      await sender.send({ ...job, data, sender: { ...job.sender, smtp: { url: sink.url } } });
      const { email } = await sink.next();
      const html = String(email.html);
      const [shoes, leave] = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
      const [, pixel] = /<img src="([^"]+)"/.exec(html) ?? [];
      expect(leave).toBe(unsubscribeUrl);
      expect((await go(pixel!)).headers.get("content-type")).toBe("image/gif");
      expect((await go(shoes!)).headers.get("location")).toBe(SHOES);
      expect((await noted()).map(({ kind }) => kind)).toEqual(["opened", "clicked"]);
      expect(email.text).toContain(SHOES);
      expect(email.text).not.toContain(`${origin}/c/`);
    } finally {
      await sender.close();
      await sink.close();
    }
  });

  it("count scanners that follow all links at once as machines", async () => {
    const { messages } = open().tables;
    await rig.do((tx) =>
      run(
        tx.query
          .update(messages)
          .set({ handedAt: clock.now() - 60_000 })
          .where(eq(messages.profileId, profileId)),
      ),
    );
    for (const name of ["shoes", "hats", "coats"])
      await go(clickLink(tracking, `https://shop.example/${name}`));
    const machines = (await noted()).map(({ machine }) => machine);
    expect(machines).toEqual([true, true, true, true]);
  });
});

it("stand before all other doors, also while the server is about to restart", async () => {
  const doors = await startDoors();
  try {
    const { keys: own } = doors.rig;
    const tracking = { origin: doors.url, messageId: 1, secret: trackingSecret(own) };
    doors.state.closing = true;
    const path = clickLink(tracking, SHOES).slice(doors.url.length);
    expect((await doors.send(path)).headers.get("location")).toBe(SHOES);
    expect((await doors.send(openPixel(tracking).slice(doors.url.length))).status).toBe(200);
    expect(doors.pages).toEqual([]);
  } finally {
    await doors.close();
  }
});
