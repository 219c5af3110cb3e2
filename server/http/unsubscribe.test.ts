import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { unsubscribeUrl } from "#server/links.ts";
import { consentState } from "#server/store/consents.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";

let doors: DoorsRig;
let profileId: number;
/** The path of Ana's unsubscribe link. */
let link: string;
beforeEach(async () => {
  doors = await startDoors();
  await doors.rig.identify("ana", { email: "ana@example.com" });
  const [ana] = await doors.database.query.select().from(doors.database.tables.profiles);
  profileId = ana!.id;
  const target = { profileId, channel: "email" as const, topic: "marketing" };
  link = new URL(unsubscribeUrl(readEnv({}), doors.rig.keys, target)).pathname;
});
afterEach(() => doors.close());

const consent = () => consentState(doors.database, profileId, "email", "marketing");
const form = (path: string, fields: Record<string, string>) =>
  doors.send(path, { method: "POST", body: new URLSearchParams(fields) });
async function sources(): Promise<string[]> {
  const log = await doors.database.query.select().from(doors.database.tables.consentLog);
  return log.map(({ source }) => source);
}

it("changes nothing when a link is only opened, as scanners do", async () => {
  for (const method of ["GET", "HEAD"]) {
    expect((await doors.send(link, { method })).status).toBe(200);
  }
  expect(doors.pages.map(({ url }) => url)).toEqual([link, link]);
  expect(await consent()).toBe("granted");
});

it("unsubscribes with one click of a mail program, and says so without a redirect", async () => {
  const answer = await form(link, { "List-Unsubscribe": "One-Click" });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain("unsubscribed");
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(await consent()).toBe("withdrawn");
  expect(await sources()).toEqual(["api", "one-click"]);
  expect(doors.pages).toEqual([]);
  // A mail program may ask twice.
  expect((await doors.send(link, { method: "POST" })).status).toBe(200);
  expect(await sources()).toHaveLength(2);
});

it("answers the page's own form with a redirect back to it, both ways", async () => {
  const out = await form(`${link}?from=mail`, { from: "page" });
  expect(out.status).toBe(303);
  expect(out.headers.get("location")).toBe(`${link}?done=withdrawn`);
  expect(await consent()).toBe("withdrawn");
  const back = await form(link, { from: "page", do: "subscribe" });
  expect(back.headers.get("location")).toBe(`${link}?done=granted`);
  expect(await consent()).toBe("granted");
  expect(await sources()).toEqual(["api", "unsubscribe-link", "unsubscribe-link"]);
});

it("withdraws for the address, whatever other profiles have it, and subscribes only who the link is for", async () => {
  const { query, tables } = doors.database;
  await doors.rig.identify("ana-again", { email: "ana@example.com" });
  await doors.rig.identify("ben", { email: "ben@example.com" });
  const states = async () =>
    (await query.select().from(tables.consents).orderBy(tables.consents.profileId)).map(({ state }) => state);
  await form(link, { "List-Unsubscribe": "One-Click" });
  expect(await states()).toEqual(["withdrawn", "withdrawn", "granted"]);
  await form(link, { from: "page", do: "subscribe" });
  expect(await states()).toEqual(["granted", "withdrawn", "granted"]);
});

it("leaves text messages for everybody with the number, however it was told", async () => {
  const { rig, database } = doors;
  const people = { cleo: "+49 170 1234567", "cleo-again": "0049 (170) 123-4567", dan: "+49 170 7654321" };
  const ids: number[] = [];
  for (const [name, phone] of Object.entries(people)) {
    const event = rig.event(name, "Viewed");
    await rig.accept({ ...event, traits: { fields: { phone }, attributes: {} } });
    ids.push((await rig.profile(name)).id);
  }
  const target = { profileId: ids[0]!, channel: "sms" as const, topic: "marketing" };
  const path = new URL(unsubscribeUrl(readEnv({}), rig.keys, target)).pathname;
  await form(path, { from: "page" });
  const states: string[] = [];
  for (const id of ids) states.push(await consentState(database, id, "sms", "marketing"));
  expect(states).toEqual(["withdrawn", "withdrawn", "unknown"]);
});

it("does not subscribe anybody by one click", async () => {
  await form(link, { "List-Unsubscribe": "One-Click" });
  await form(link, { do: "subscribe" });
  expect(await consent()).toBe("withdrawn");
});

it.each([
  ["made up", () => "/unsubscribe/abc.def"],
  ["without a signature", () => link.split(".")[0]!],
  [
    "with another's signature",
    () => link.replace(/\/[\w-]+\./, `/${Buffer.from('[99,"email","news"]').toString("base64url")}.`),
  ],
  ["cut short", () => link.slice(0, -1)],
  ["with something added", () => `${link}x`],
])("refuses a link that is %s", async (_what, path) => {
  const answer = await form(path(), { "List-Unsubscribe": "One-Click" });
  expect(answer.status).toBe(404);
  expect(answer.json.error?.code).toBe("unknown-link");
  expect(await consent()).toBe("granted");
});

it("takes a link of somebody who has been erased, and stores nothing", async () => {
  await doors.database.transaction((tx) => eraseProfile(tx, profileId));
  expect((await form(link, {})).status).toBe(200);
  expect(await sources()).toEqual([]);
});
