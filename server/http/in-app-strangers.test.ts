import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inAppKey, inAppProof } from "#server/in-app/proof.ts";
import { type InAppRig, startInAppRig } from "#server/testing/in-app-rig.ts";

let rig: InAppRig;
let doors: InAppRig["doors"];
beforeEach(async () => {
  rig = await startInAppRig();
  ({ doors } = rig);
});
afterEach(() => doors.close());

describe("a stranger with the write key of the page", () => {
  const victim = "cust-42";
  const stranger = { anonymousId: randomUUID() };
  const nothing = { messages: [], person: "unproven" };
  /** From the stranger's browser, with the page's key. */
  const says = (path: string, body: object) => rig.page(path, { ...stranger, ...body });

  /** The victim, known by an id, with a message that tells their name. */
  async function victimWithMessage(theirs = randomUUID()) {
    await rig.shop("/v1/identify", { userId: victim, anonymousId: theirs, traits: { name: "Vera" } });
    await rig.gets({ userId: victim });
    expect(await rig.titles({ userId: victim, userProof: rig.proofOf(victim) })).toContain("Hi Vera");
    return theirs;
  }

  it("gets nothing by naming an id, nor with a proof for another one or in another key", async () => {
    await victimWithMessage();
    for (const userProof of [
      undefined,
      "",
      "0".repeat(64),
      rig.proofOf("cust-43"),
      `${rig.proofOf(victim)}0`,
      inAppProof(rig.writeKey, victim),
      inAppProof(inAppKey(doors.rig.keys, { keyVersion: 2 }), victim),
    ])
      expect(await rig.told({ ...stranger, userId: victim, userProof })).toMatchObject(nothing);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["identifies their browser as the victim", () => says("/v1/identify", { userId: victim })],
    ["sends an event as the victim", () => says("/v1/track", { userId: victim, event: "Go" })],
    [
      "says that their browser was always the victim",
      () => rig.page("/v1/alias", { previousId: stranger.anonymousId, userId: victim }),
    ],
    [
      "says that the victim's id is a browser of theirs",
      () => says("/v1/alias", { previousId: victim, userId: "mallory" }),
    ],
    [
      "has messages, and lets their own profile flow into the victim's",
      async () => {
        await rig.gets(stranger);
        await says("/v1/identify", { userId: victim });
      },
    ],
    ["claims the victim's address", () => says("/v1/identify", { traits: { email: "vera@example.com" } })],
  ])("gets nothing when it %s", async (_what, attack) => {
    await victimWithMessage();
    await rig.shop("/v1/identify", { userId: victim, traits: { email: "vera@example.com" } });
    await attack();
    await doors.rig.engine.settled();
    const mine = { userId: "mallory", userProof: rig.proofOf("mallory") };
    for (const who of [stranger, { ...stranger, userId: victim }, { ...stranger, ...mine }])
      expect(await rig.titles(who)).not.toContain("Hi Vera");
  });

  it("gets nothing by an id that was the victim's before, nor by the number of a profile", async () => {
    const theirs = randomUUID();
    await rig.gets({ anonymousId: theirs });
    await victimWithMessage(theirs);
    expect(await rig.titles({ anonymousId: theirs })).toEqual([]);
    // What merged profiles leave behind can be guessed.
    const { query, tables } = doors.database;
    const left = (await query.select().from(tables.anonymousIds)).map(({ value }) => value);
    expect(left).toContain(theirs);
    for (const value of ["rekindle:profile:1", "rekindle:profile:2", ...left])
      expect(await rig.titles({ anonymousId: value })).toEqual([]);
  });

  it("gets nothing of somebody without any id by the number that their merged profile left behind", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await rig.gets({ anonymousId: first });
    await rig.shop("/v1/track", { anonymousId: second, event: "Seen" });
    const { query, tables } = doors.database;
    // As after a merge of two visitors.
    await query
      .insert(tables.anonymousIds)
      .values({ value: "rekindle:profile:99", profileId: 1, createdAt: doors.rig.clock.now() });
    expect(await rig.titles({ anonymousId: first })).toHaveLength(1);
    expect(await rig.titles({ anonymousId: "rekindle:profile:99" })).toEqual([]);
  });

  it("gets nothing of somebody known by an address that the shop vouches for", async () => {
    const theirs = randomUUID();
    await rig.shop("/v1/identify", { anonymousId: theirs, traits: { email: "vera@example.com" } });
    await rig.gets({ anonymousId: theirs });
    expect(await rig.titles({ anonymousId: theirs })).toEqual([]);
    // Not even by that person's own browser's id, whatever is said of it.
    await rig.page("/v1/alias", { previousId: theirs, userId: "mallory", ...stranger });
    await rig.page("/v1/identify", { anonymousId: theirs, traits: { email: "other@example.com" } });
    for (const anonymousId of [theirs, stranger.anonymousId])
      expect(await rig.titles({ anonymousId })).toEqual([]);
    // An address that only a browser has claimed vouches for nobody.
    const claims = { anonymousId: rig.visitor, traits: { email: "vera@example.com", name: "Me" } };
    await rig.page("/v1/identify", claims);
    await rig.gets({ anonymousId: rig.visitor });
    expect(await rig.titles({ anonymousId: rig.visitor })).toEqual(["Hi Me"]);
  });

  it("cannot tell whether there is such a person", async () => {
    await victimWithMessage();
    const answers = async (userId: string) => {
      const who = { anonymousId: randomUUID(), userId };
      const before = (await rig.ask(who)).text;
      await rig.page("/v1/identify", who);
      const alone = (await rig.ask({ anonymousId: who.anonymousId })).text;
      return [before, (await rig.ask(who)).text, alone, (await rig.ask({ ...who, userProof: "0" })).text];
    };
    expect(await answers(victim)).toEqual(await answers("nobody"));
  });
});

describe("a proof by the shop's server", () => {
  it("opens the messages of that person, from any browser and without one", async () => {
    await rig.gets({ userId: "ana" });
    const proven = { userId: "ana", userProof: rig.proofOf("ana") };
    expect(await rig.told({ ...proven, anonymousId: rig.visitor })).toMatchObject({
      person: "known",
      messages: [{ title: "Hi" }],
    });
    expect(await rig.titles({ ...proven, userProof: proven.userProof.toUpperCase() })).toHaveLength(1);
    expect(await rig.told({ userId: "new", userProof: rig.proofOf("new") })).toMatchObject({ messages: [] });
  });

  it("is HMAC-SHA-256 of the id under the key as it is written, in hex", () => {
    const key = "0f".repeat(32);
    // By another hand: printf customer-7 | openssl dgst -sha256 -hmac "$key"
    expect(inAppProof(key, "customer-7")).toBe(
      "d221e0fa0f0ef789967e3152048ba0492abee1bb220e85bd9612cd5e363715f9",
    );
  });

  it("is worth nothing any more with another key", async () => {
    await rig.gets({ userId: "ana" });
    const proven = { userId: "ana", userProof: rig.proofOf("ana") };
    expect(await rig.titles(proven)).toHaveLength(1);
    await doors.rig.set("inApp", { keyVersion: 2, trustIds: false });
    expect(await rig.titles(proven)).toEqual([]);
    expect(await rig.titles({ userId: "ana", userProof: rig.proofOf("ana") })).toHaveLength(1);
  });

  it("is not asked for where the owner trusts ids", async () => {
    await rig.gets({ userId: "ana" });
    await doors.rig.set("inApp", { keyVersion: 1, trustIds: true });
    expect(await rig.told({ userId: "ana" })).toMatchObject({ person: "known", messages: [{}] });
    await rig.page("/v1/identify", { userId: "ana", anonymousId: rig.visitor });
    expect(await rig.titles({ anonymousId: rig.visitor })).toEqual([]);
  });
});
