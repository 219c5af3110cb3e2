import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { messageToken } from "#server/in-app/token.ts";
import { setConsent } from "#server/store/consents.ts";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { type InAppRig, startInAppRig } from "#server/testing/in-app-rig.ts";

let rig: InAppRig;
let doors: InAppRig["doors"];
beforeEach(async () => {
  rig = await startInAppRig();
  ({ doors } = rig);
});
afterEach(() => doors.close());

describe("a no that was said in the page", () => {
  const consents = () => doors.database.query.select().from(doors.database.tables.consentLog);

  it("is that of the message's person, and takes what was waiting away but what they need", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    await rig.gets({ anonymousId: "another-visitor-0001" });
    await rig.gets({ anonymousId: rig.visitor });
    const { id } = await rig.one();
    const { messages } = doors.database.tables;
    const [first] = await doors.database.query.select().from(messages);
    const content = { ...first!.content, transactional: true } as NonNullable<typeof first>["content"];
    await doors.database.query.update(messages).set({ content }).where(eq(messages.id, first!.id));

    for (const _time of ["once", "twice"])
      expect(await rig.happened(id, "left")).toMatchObject({ status: 200, json: { success: true } });
    const left = { profileId: 1, channel: "in-app", topic: "marketing", state: "withdrawn" };
    expect(await consents()).toMatchObject([{ ...left, source: "browser" }]);
    const shown = (await rig.told({ anonymousId: rig.visitor })).messages;
    expect(shown.map((message) => message.id.split(".")[0])).toEqual(["1"]);
    expect(await rig.titles({ anonymousId: "another-visitor-0001" })).toHaveLength(1);
    await rig.gets({ anonymousId: rig.visitor });
    expect(await rig.titles({ anonymousId: rig.visitor })).toHaveLength(1);
    expect(await rig.interactions()).toEqual([]);
  });

  it("is taken back to what was before, and not what they said elsewhere", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    const { id } = await rig.one();
    const setNews = (state: "granted" | "withdrawn") =>
      doors.database.transaction(() =>
        setConsent({ profileId: 1, channel: "in-app", topic: "news", state, source: "api", at: 1 }),
      );
    await setNews("granted");
    await rig.happened(id, "left");
    await rig.happened(id, "rejoined");
    const current = () => doors.database.query.select().from(doors.database.tables.consents);
    const states = async () =>
      Object.fromEntries((await current()).map(({ topic, state }) => [topic, state]));
    expect(await states()).toEqual({ marketing: "unknown", news: "granted" });
    expect(await rig.titles({ anonymousId: rig.visitor })).toHaveLength(1);
    await setNews("withdrawn");
    await rig.happened(id, "rejoined");
    expect(await states()).toEqual({ marketing: "unknown", news: "withdrawn" });
  });

  it("counts although the message is not shown any more, and for nobody with a forged id", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    const { id } = await rig.one();
    expect((await rig.happened(id.replace(/^1/, "2"), "left")).status).toBe(404);
    expect((await rig.happened(messageToken(doors.rig.keys, 999), "left")).status).toBe(404);
    expect(await consents()).toEqual([]);
    await doors.rig.pass(20 * DAY_MS);
    expect((await rig.happened(id, "left")).status).toBe(200);
    expect(await consents()).toHaveLength(1);
  });
});

describe("what happened", () => {
  it("is noted once for each kind, and told to every browser", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    const { id } = await rig.one();
    for (const kind of ["shown", "shown", "clicked", "clicked", "dismissed", "dismissed"])
      expect(await rig.happened(id, kind)).toMatchObject({ status: 200, json: { success: true } });
    expect(await rig.interactions()).toMatchObject([
      { kind: "shown", machine: false, url: null, messageId: 1, profileId: 1 },
      { kind: "clicked", machine: false, url: "/cart" },
      { kind: "dismissed", machine: false, url: null },
    ]);
    expect(await rig.one()).toMatchObject({ id, seen: true, clicked: true, dismissed: true });
  });

  it("by a machine is set apart, and noted again when a person does it", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    const { id } = await rig.one();
    for (const userAgent of ["HeadlessChrome/140", undefined, "HeadlessChrome/140", undefined])
      await rig.happened(id, "shown", userAgent);
    expect(await rig.interactions()).toMatchObject([{ machine: true }, { machine: false }]);
  });

  it("is kept of nobody who is not to be watched, but for what they closed", async () => {
    const watched = { on: false, utm: true, utmSource: "rekindle", orderDays: 5 };
    await rig.gets({ anonymousId: rig.visitor });
    const { id } = await rig.one();
    await doors.rig.set("tracking", watched);
    for (const kind of ["shown", "clicked"]) expect((await rig.happened(id, kind)).status).toBe(200);
    expect(await rig.interactions()).toEqual([]);
    await rig.happened(id, "dismissed");
    expect(await rig.interactions()).toMatchObject([{ kind: "dismissed" }]);
    expect(await rig.one()).toMatchObject({ seen: false, clicked: false, dismissed: true });

    // Written while nobody was to know, and still so when the shop thinks better of it.
    await rig.gets({ anonymousId: rig.visitor });
    await doors.rig.set("tracking", { ...watched, on: true });
    const late = (await rig.one()).id;
    expect(late).not.toBe(id);
    await rig.happened(late, "shown");
    expect(await rig.interactions()).toHaveLength(1);

    // One person asked to be left alone.
    await rig.gets({ anonymousId: rig.visitor });
    await doors.database.query.update(doors.database.tables.profiles).set({ trackingOff: true });
    await rig.happened((await rig.one()).id, "clicked");
    expect(await rig.interactions()).toHaveLength(1);
  });

  it.each<[string, (id: string) => string]>([
    ["that is none", () => "nonsense"],
    ["that is empty", () => ""],
    ["of another message, with this one's signature", (id) => id.replace(/^\w+/, "2")],
    ["whose signature is cut", (id) => id.slice(0, -1)],
    ["with more behind it", (id) => `${id}.x`],
    ["that no message has", () => messageToken(doors.rig.keys, 999)],
  ])("is refused for an id %s", async (_what, forge) => {
    await rig.gets({ anonymousId: rig.visitor });
    await rig.gets({ anonymousId: rig.visitor });
    await doors.rig.engine.settled();
    const messages = (await rig.told({ anonymousId: rig.visitor })).messages;
    const first = messages.find(({ id }) => id.startsWith("1."))!;
    const answer = await rig.happened(forge(first.id), "shown");
    expect(answer).toMatchObject({ status: 404, json: { error: { code: "unknown-message" } } });
    expect(await rig.interactions()).toEqual([]);
  });

  it("is refused once the days of the message are over, for a kind that is none, and for other messages", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    const { id } = await rig.one();
    expect((await rig.happened(id, "opened")).status).toBe(400);
    await doors.rig.pass(14 * DAY_MS);
    expect((await rig.happened(id, "dismissed")).status).toBe(410);
    const { query, tables } = doors.database;
    await query.update(tables.messages).set({ rendered: null });
    expect((await rig.happened(id, "dismissed")).status).toBe(404);
  });
});
