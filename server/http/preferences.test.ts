import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { preferencesUrl, unsubscribeUrl } from "#server/links.ts";
import { consentState, consentsOf } from "#server/store/consents.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { type Topic, topics } from "#workflows/topics.ts";

const restocks: Topic = {
  ...{ key: "restocks", name: "Back in stock", description: "", archived: false },
  ...{ names: {}, descriptions: {} },
};

let doors: DoorsRig;
let profileId: number;
/** The path of Ana's page. */
let link: string;
beforeEach(async () => {
  doors = await startDoors();
  await doors.rig.set("topics", [...topics.parse(undefined), restocks]);
  await doors.rig.identify("ana", { email: "ana@example.com" });
  ({ id: profileId } = await doors.rig.profile("ana"));
  link = linkOf(profileId);
});
afterEach(() => doors.close());

const linkOf = (id: number) => new URL(preferencesUrl(readEnv({}), doors.rig.keys, id)).pathname;
const post = (fields: [string, string][], { path = link, headers = {} } = {}) =>
  doors.send(path, { method: "POST", body: new URLSearchParams(fields), headers });
const state = (topic: string, channel: "email" | "web-push" = "email") =>
  consentState(doors.database, profileId, channel, topic);
const log = () => doors.database.query.select().from(doors.database.tables.consentLog);
const newest = async () => {
  const { topic, state, source } = (await log()).at(-1)!;
  return { topic, state, source };
};
/** Switches as they stood, and those that are on now. */
function save(seen: string[], on: string[]): [string, string][] {
  return [
    ...seen.map((value): [string, string] => ["seen", value]),
    ...on.map((value): [string, string] => ["on", value]),
    ["do", "save"],
  ];
}

it("changes nothing when the page is only opened, as scanners do", async () => {
  for (const method of ["GET", "HEAD"]) expect((await doors.send(link, { method })).status).toBe(200);
  expect((await doors.send(`${link}?do=everything`, { method: "GET" })).status).toBe(200);
  expect(doors.pages).toHaveLength(3);
  expect(await log()).toHaveLength(1);
});

it("saves the switches that were turned, without cookies, and logs the words that were shown", async () => {
  const answer = await post(save(["email.marketing.on", "email.restocks.on"], ["email.restocks"]));
  expect(answer.status).toBe(303);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("location")).toBe(
    `${link}?done=save&was=email.marketing.granted&was=email.restocks.unknown`,
  );
  expect(await state("marketing")).toBe("withdrawn");
  expect(await state("restocks")).toBe("granted");
  expect(await newest()).toEqual({ topic: "restocks", state: "granted", source: "preferences:en-1" });
});

it("logs the words of the customer's language: their locale's, else their browser's", async () => {
  const headers = { "accept-language": "de, zh-CN;q=0.8, en;q=0.5" };
  await post(save(["email.restocks.on"], []), { headers });
  expect((await newest()).source).toBe("preferences:zh-1");
  const { profiles } = doors.database.tables;
  await doors.database.query.update(profiles).set({ locale: "en-GB" });
  await post(save(["email.restocks.off"], ["email.restocks"]), { headers });
  expect((await newest()).source).toBe("preferences:en-1");
});

it("a form that is sent again changes nothing again", async () => {
  const form = save(["email.marketing.on", "email.restocks.on"], []);
  await post(form);
  const before = await log();
  expect((await post(form)).headers.get("location")).toBe(`${link}?done=nothing`);
  expect(await log()).toEqual(before);
});

it("withdraws everything, for topics to come and for whoever else has the address, and undoes it", async () => {
  await doors.rig.identify("ana-again", { email: "ana@example.com" });
  await doors.rig.subscribe("ana", "https://push.example/1");
  const answer = await post([["do", "everything"]]);
  expect(answer.headers.get("location")).toBe(
    `${link}?done=everything&was=email.marketing.granted&was=web-push.marketing.granted`,
  );
  for (const topic of ["marketing", "restocks", "made-later"]) {
    expect(await state(topic)).toBe("withdrawn");
    expect(await state(topic, "web-push")).toBe("withdrawn");
  }
  const other = await doors.rig.profile("ana-again");
  expect(await consentState(doors.database, other.id, "email", "marketing")).toBe("withdrawn");

  const was: [string, string][] = new URL(answer.headers.get("location")!, "http://x").searchParams
    .getAll("was")
    .map((value) => ["was", value]);
  const undone = await post([...was, ["do", "undo"]]);
  expect(undone.headers.get("location")).toMatch(/\?done=undo&/);
  expect(await state("marketing")).toBe("granted");
  expect(await state("marketing", "web-push")).toBe("granted");
  expect(await consentState(doors.database, other.id, "email", "marketing")).toBe("withdrawn");
});

it("takes nothing that the page did not offer", async () => {
  await post(save(["email.nonsense.off", "sms.marketing.off", "email.marketing.on"], ["email.nonsense"]));
  await post([
    ["was", "email.nonsense.granted"],
    ["was", "email.marketing.everything"],
    ["do", "undo"],
  ]);
  const said = await doors.database.transaction(() => consentsOf(profileId));
  expect(said.map(({ topic, state }) => [topic, state])).toEqual([["marketing", "withdrawn"]]);
});

describe("a request that cannot be from the page", () => {
  const everything: [string, string][] = [["do", "everything"]];
  it.each([
    ["made up", () => "/preferences/abc.def"],
    ["without a signature", () => link.split(".")[0]!],
    ["for somebody else", () => link.replace(/\/[\w-]+\./, `/${Buffer.from("[2]").toString("base64url")}.`)],
    ["cut short", () => link.slice(0, -1)],
    ["with something added", () => `${link}x`],
    ["signed to unsubscribe", () => unsubscribePath().replace("/unsubscribe/", "/preferences/")],
  ])("a link that is %s", async (_what, path) => {
    const answer = await post(everything, { path: path() });
    expect(answer.status).toBe(404);
    expect(await state("marketing")).toBe("granted");
  });

  it("a body of another kind, too long, or without the fields of the form", async () => {
    const send = (body: BodyInit, type: string) =>
      doors.send(link, { method: "POST", body, headers: { "content-type": type } });
    const form = "application/x-www-form-urlencoded";
    expect((await send('{"do":"everything"}', "application/json")).status).toBe(415);
    expect((await send("do=everything", "text/plain")).status).toBe(415);
    expect((await send("", form)).status).toBe(400);
    expect((await send("List-Unsubscribe=One-Click", form)).status).toBe(400);
    expect((await send("do=save&on=email.marketing", form)).status).toBe(400);
    expect((await send(`do=everything&x=${"x".repeat(40_000)}`, form)).status).toBe(413);
    expect(await state("marketing")).toBe("granted");
  });

  it("somebody who has been erased: it tells as little as a link that is not ours", async () => {
    await doors.database.transaction((tx) => eraseProfile(tx, profileId));
    const gone = await post(everything);
    const madeUp = await post(everything, { path: "/preferences/abc.def" });
    expect([gone.status, gone.text]).toEqual([madeUp.status, madeUp.text]);
    expect(await log()).toEqual([]);
  });
});

describe("one click in a mail program", () => {
  it("withdraws the topic of the message alone, whatever way the form is written (RFC 8058)", async () => {
    const answer = await doors.send(unsubscribePath("restocks"), {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    });
    expect(answer.status).toBe(200);
    const states: ConsentState[] = [await state("restocks"), await state("marketing")];
    expect(states).toEqual(["withdrawn", "granted"]);
  });

  it("of the default topic withdraws what rests on it, and leaves what was agreed to by itself", async () => {
    await post(save(["email.restocks.off"], ["email.restocks"]));
    await doors.send(unsubscribePath(), { method: "POST" });
    expect([await state("marketing"), await state("restocks"), await state("care")]).toEqual([
      "withdrawn",
      "granted",
      "withdrawn",
    ]);
  });
});

function unsubscribePath(topic = "marketing"): string {
  const target = { profileId, channel: "email" as const, topic };
  return new URL(unsubscribeUrl(readEnv({}), doors.rig.keys, target)).pathname;
}
