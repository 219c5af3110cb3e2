import { describe, expect, it } from "vitest";
import { topics as topicsSetting } from "#workflows/topics.ts";
import { type EventOrigin, parseEvent } from "./segment-event.ts";

const receivedAt = Date.UTC(2026, 4, 1, 12);
const MINUTE_MS = 60_000;
const iso = (offsetMs: number) => new Date(receivedAt + offsetMs).toISOString();

function itemOf(body: object, origin: Partial<EventOrigin> = {}) {
  const parsed = parseEvent(body, null, { receivedAt, ...origin });
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return parsed.item;
}

function refusalOf(body: unknown, origin: Partial<EventOrigin> = {}): string {
  const parsed = parseEvent(body, null, { receivedAt, ...origin });
  return parsed.kind === "refused" ? parsed.message : "taken";
}

describe("a page or a screen", () => {
  it.each([
    ["page", "Page Viewed"],
    ["screen", "Screen Viewed"],
  ])("of a %s call becomes the event %s, with what the context says about the page", (type, name) => {
    const item = itemOf({
      type,
      anonymousId: "a1",
      name: "Pricing",
      category: "Shop",
      properties: { title: "Our prices", plan: "new" },
      context: { page: { title: "Prices", url: "https://shop.example/prices" }, ip: "203.0.113.9" },
    });
    expect(item).toMatchObject({ kind: "track", name, externalId: null, anonymousId: "a1" });
    expect(item.kind === "track" && item.properties).toEqual({
      title: "Our prices",
      plan: "new",
      url: "https://shop.example/prices",
      name: "Pricing",
      category: "Shop",
    });
  });

  it.each([null, "text", { page: null }, { page: ["list"] }])(
    "is taken with %j as its context",
    (context) => {
      const item = itemOf({ type: "page", userId: "ana", context });
      expect(item).toMatchObject({ name: "Page Viewed", properties: {} });
    },
  );
});

describe("a campaign", () => {
  const campaign = { source: "news", name: "Spring" };
  const propertiesOf = (event: object) => {
    const item = itemOf({ userId: "ana", event: "X", ...event });
    return item.kind === "track" && item.properties;
  };

  it.each(["track", "page", "screen"])("of the context is a property of a %s call", (type) => {
    const context = { campaign };
    expect(propertiesOf({ type, context, properties: { a: 1 } })).toEqual({ a: 1, campaign });
    expect(propertiesOf({ type, context, properties: { campaign: "own" } })).toEqual({ campaign: "own" });
  });

  it.each([{}, "news", null, [1]])("that is %j is none", (empty) => {
    expect(propertiesOf({ type: "track", context: { campaign: empty } })).toEqual({});
  });
});

describe("what the browser is set to", () => {
  const hintsOf = (context: unknown) => itemOf({ type: "track", userId: "ana", event: "X", context }).hints;

  it("comes with each call", () => {
    const context = { timezone: "Europe/Zagreb", locale: "hr" };
    const call = { userId: "ana", event: "X", groupId: "acme", previousId: "a1", context };
    for (const type of ["identify", "track", "page", "screen", "group", "alias"])
      expect(itemOf({ ...call, type }).hints).toEqual(context);
  });

  it.each(["Mars", "Europe/Zagreb\n", "", 1, null, "undefined"])("is not used as zone %j", (timezone) => {
    expect(hintsOf({ timezone, locale: "pt-BR" })).toEqual({ locale: "pt-BR" });
  });

  it.each(["en_US", "en-US@posix", "C", "", "undefined", 7, null, `en-${"a-".repeat(99)}`])(
    "is not used as language %j",
    (locale) => expect(hintsOf({ timezone: "UTC", locale })).toEqual({ timezone: "UTC" }),
  );

  it.each([undefined, null, "x", [], { library: { name: "x" } }])(
    "is nothing in the context %j",
    (context) => {
      expect(hintsOf(context)).toBeUndefined();
    },
  );
});

describe("a group", () => {
  it("is one attribute of the profile", () => {
    const item = itemOf({
      type: "group",
      userId: "ana",
      groupId: 7,
      traits: { name: "Acme", email: "a@b.co" },
    });
    expect(item).toMatchObject({ kind: "identify", externalId: "ana", consent: [] });
    expect(item.traits).toEqual({
      fields: {},
      attributes: { group: { name: "Acme", email: "a@b.co", groupId: "7" } },
    });
  });

  it.each([
    [{ type: "group", userId: "ana" }, "groupId is missing"],
    [{ type: "group", userId: "ana", groupId: " " }, "groupId is empty"],
    [{ type: "group", groupId: "acme" }, "userId or anonymousId is missing"],
  ])("is refused for %j", (body, message) => expect(refusalOf(body)).toBe(message));
});

describe("what somebody agreed to", () => {
  const topics = topicsSetting.parse(undefined).concat({
    ...{ key: "old", name: "Old", description: "", names: {}, descriptions: {}, archived: true },
  });
  const identify = (consent: unknown) => ({ type: "identify", userId: "ana", consent });

  it("is read for channels first, and then for single topics", () => {
    expect(itemOf(identify({ sms: "granted", whatsapp: "withdrawn" }))).toMatchObject({
      consent: [
        { channel: "sms", state: "granted" },
        { channel: "whatsapp", state: "withdrawn" },
      ],
    });
    const consent = { topics: { marketing: { webPush: "granted" } }, email: "withdrawn" };
    expect(itemOf(identify(consent), { topics })).toMatchObject({
      consent: [
        { channel: "email", state: "withdrawn" },
        { channel: "web-push", topic: "marketing", state: "granted" },
      ],
    });
  });

  it.each([
    [{ topics: { nope: { email: "granted" } } }, /“nope”, which is no topic of the shop/],
    [{ topics: { old: { email: "granted" } } }, /“old”, a topic that is archived/],
    [{ topics: { constructor: { email: "granted" } } }, /no topic of the shop/],
    [{ topics: { [`x${"y".repeat(99)}`]: {} } }, /“xy{39}”/],
    [{ topics: { marketing: "granted" } }, /consent.topics.marketing/],
    [{ topics: ["marketing"] }, /consent.topics/],
  ])("is refused for %j", (consent, message) => {
    expect(refusalOf(identify(consent), { topics })).toMatch(message);
  });

  it("is taken back of an archived topic, too", () => {
    const consent = { topics: { old: { email: "withdrawn" } } };
    expect(itemOf(identify(consent), { topics })).toMatchObject({
      consent: [{ channel: "email", topic: "old", state: "withdrawn" }],
    });
    const both = { topics: { old: { email: "withdrawn", sms: "granted" } } };
    expect(refusalOf(identify(both), { topics })).toMatch(/“old”, a topic that is archived/);
  });

  it("can only be asked for with a write key, topic by topic too", () => {
    const origin = { topics, isPublic: true };
    for (const state of ["granted", "withdrawn"]) {
      const refused = refusalOf(identify({ topics: { marketing: { email: state } } }), origin);
      expect(refused).toBe("consent can only be pending with a write key");
    }
    for (const consent of [{ sms: "pending" }, { topics: { marketing: { inApp: "pending" } } }])
      expect(() => itemOf(identify(consent), origin)).toThrow(
        /^consent says “pending” of (sms|inApp), where nothing asks/,
      );
    const consent = { topics: { marketing: { email: "pending" } } };
    expect(itemOf(identify(consent), origin)).toMatchObject({ consent: [{ state: "pending" }] });
  });
});

describe("an alias", () => {
  it("says which id a person had before", () => {
    const item = itemOf({ type: "alias", userId: "ana", previousId: "a1", anonymousId: "a1" });
    expect(item).toMatchObject({ kind: "alias", externalId: "ana", previousId: "a1", anonymousId: "a1" });
  });

  it.each([
    [{ type: "alias", userId: "ana" }, "previousId is missing"],
    [{ type: "alias", previousId: "a1" }, "userId is missing"],
    [{ type: "alias", anonymousId: "a2", previousId: "a1" }, "userId is missing"],
    [{ type: "alias", userId: "ana", previousId: "" }, "previousId is empty"],
    [{ type: "alias", userId: {}, previousId: "a1" }, "userId must be text or a number"],
  ])("is refused for %j", (body, message) => expect(refusalOf(body)).toBe(message));
});

describe("the time of an event", () => {
  const at = (times: object, sentAt: number | null = null) =>
    itemOf({ type: "track", userId: "ana", event: "X", ...times }, { sentAt }).at - receivedAt;

  it("is when it came, where nothing is said", () => {
    expect(at({})).toBe(0);
    expect(at({ sentAt: iso(-MINUTE_MS) })).toBe(0);
  });

  it("is the time that is told, where nobody says when it was sent", () => {
    expect(at({ timestamp: iso(-MINUTE_MS) })).toBe(-MINUTE_MS);
    expect(at({ originalTimestamp: iso(-MINUTE_MS) })).toBe(-MINUTE_MS);
    expect(at({ timestamp: iso(-MINUTE_MS), originalTimestamp: iso(-5 * MINUTE_MS) })).toBe(-MINUTE_MS);
  });

  it("is as long ago as it was when it was sent, by a clock an hour ahead or a day behind", () => {
    for (const wrongMs of [60 * MINUTE_MS, -24 * 60 * MINUTE_MS]) {
      const times = { timestamp: iso(wrongMs - MINUTE_MS), sentAt: iso(wrongMs) };
      expect(at(times)).toBe(-MINUTE_MS);
      expect(at({ originalTimestamp: times.timestamp, sentAt: times.sentAt })).toBe(-MINUTE_MS);
      expect(at({ timestamp: times.timestamp }, receivedAt + wrongMs)).toBe(-MINUTE_MS);
    }
  });

  it("takes the event's own word on when it was sent before the batch's", () => {
    expect(at({ timestamp: iso(-MINUTE_MS), sentAt: iso(0) }, receivedAt + MINUTE_MS)).toBe(-MINUTE_MS);
  });

  it.each([
    ["2026-05-01T11:59:00Z", -MINUTE_MS],
    ["2026-05-01T11:59:00.123456+00:00", -MINUTE_MS + 123],
    ["2026-05-01T11:59:00+0000", -MINUTE_MS],
    ["2026-05-01T06:59:00-05", -MINUTE_MS],
    ["2026-05-01T13:29:00+01:30", -MINUTE_MS],
    ["2026-05-01T13:29:00+0130", -MINUTE_MS],
    ["2026-05-01T11:59Z", -MINUTE_MS],
    ["2026-05-01 11:59:00Z", -MINUTE_MS],
    ["2026-05-01 11:59:00 +0000", -MINUTE_MS],
    ["2026-05-01t11:59:00,5z", -MINUTE_MS + 500],
    ["2026-05-01T11:59:00", -MINUTE_MS],
    ["2026-05-01", -12 * 60 * MINUTE_MS],
    ["2024-02-29", Date.UTC(2024, 1, 29) - receivedAt],
  ])("may be written as %s", (timestamp, ms) => {
    expect(at({ timestamp })).toBe(ms);
    expect(at({ originalTimestamp: timestamp })).toBe(ms);
    expect(at({ timestamp: iso(-MINUTE_MS), sentAt: timestamp })).toBe(Math.min(-MINUTE_MS - ms, 0));
  });

  it.each([
    ...[
      "",
      "now",
      "12:00:00Z",
      "2026-05",
      "01.05.2026",
      "1777636740",
      "2026-05-01T12",
      "2026-05-01T25:00:00Z",
    ],
    ...["2026-02-31", "2026-02-31T12:00:00Z", "2025-02-29T12:00Z", "2026-13-01", "2026-05-01T12:60Z"],
    ...[
      "2026-05-01T12:00:00+",
      "2026-05-01T12:00:00+24:00",
      "2026-05-01T12:00:00+05:",
      "2026-05-01T12:00:00 CET",
    ],
  ])("is not %j", (time) => {
    const track = { type: "track", userId: "ana", event: "X" };
    for (const name of ["timestamp", "originalTimestamp"])
      expect(refusalOf({ ...track, [name]: time })).toBe(`${name} is not a time like 2026-05-01T12:00:00Z`);
    expect(refusalOf({ ...track, timestamp: iso(0), sentAt: time })).toMatch(/^sentAt is not a time/);
  });

  it("is never in the future", () => {
    expect(at({ timestamp: iso(MINUTE_MS) })).toBe(0);
    expect(at({ timestamp: iso(MINUTE_MS), sentAt: iso(0) })).toBe(0);
  });
});

describe("traits", () => {
  it.each([
    ["1990-05-01", "1990-05-01"],
    ["1990-05-01T00:00:00.000Z", "1990-05-01"],
    ["1990-05-01 00:00:00", "1990-05-01"],
    [" 1990/5/1 ", "1990-05-01"],
    ["19900501", "1990-05-01"],
    ["May 1, 1990", "1990-05-01"],
    ["1 May 1990", "1990-05-01"],
    ["1990-02-30", "1990-02-30"],
    ["01/02/1990", "01/02/1990"],
    ["05-01", "05-01"],
    ["in spring", "in spring"],
    ["Suite 1990", "Suite 1990"],
  ])("have the birthday %j as %j", (birthday, kept) => {
    const item = itemOf({ type: "identify", userId: "ana", traits: { birthday } });
    expect(item.traits.attributes).toEqual({ birthday: kept });
  });

  it("keep an address and a birthday that is no text as they are", () => {
    const traits = { address: { city: "Split", country: "HR" }, birthday: { day: 1 } };
    expect(itemOf({ type: "identify", userId: "ana", traits }).traits.attributes).toEqual(traits);
  });

  const beside = { context: { traits: { email: "ana@example.com", plan: "gold" } }, userId: "ana" };

  it("beside an event are the person's where the shop's own program says them", () => {
    const told = { fields: { email: "ana@example.com" }, attributes: { plan: "gold" } };
    for (const type of ["track", "page", "screen"])
      expect(itemOf({ ...beside, type, event: "X" }).traits).toEqual(told);
    const group = itemOf({ ...beside, type: "group", groupId: "acme", traits: { plan: "theirs" } });
    const attributes = { plan: "gold", group: { plan: "theirs", groupId: "acme" } };
    expect(group.traits).toEqual({ ...told, attributes });
  });

  it("beside an event are not read from a write key, nor where they cannot be used", () => {
    const nothing = { fields: {}, attributes: {} };
    expect(itemOf({ ...beside, type: "track", event: "X" }, { isPublic: true }).traits).toEqual(nothing);
    for (const traits of [[1], "x", { name: "Ana\nBcc: x" }])
      expect(itemOf({ type: "track", userId: "ana", event: "X", context: { traits } }).traits).toEqual(
        nothing,
      );
  });
});

describe("a reserved trait", () => {
  const traitsOf = (traits: object) => itemOf({ type: "identify", userId: "ana", traits }).traits;

  it.each([
    [
      { firstName: "Ana", lastName: "Silva" },
      { fields: { name: "Ana Silva" }, attributes: {} },
    ],
    [
      { name: "Ana M. Silva", firstName: "Ana" },
      { fields: { name: "Ana M. Silva" }, attributes: {} },
    ],
    [{ firstName: " Ana " }, { fields: {}, attributes: { firstName: "Ana" } }],
    [
      { lastName: "Silva", firstName: null },
      { fields: {}, attributes: { lastName: "Silva" } },
    ],
    [{ phone: 385911234567 }, { fields: { phone: "385911234567" }, attributes: {} }],
    [
      { name: { first: "Ana" }, phone: ["1"], locale: 7 },
      { fields: {}, attributes: { name: { first: "Ana" }, phone: ["1"], locale: 7 } },
    ],
    [{ name: { toString: 1 } }, { fields: {}, attributes: { name: { toString: 1 } } }],
    [
      { name: null, phone: "", email: null, timezone: " " },
      { fields: {}, attributes: {} },
    ],
  ])("of %j is read for what it is", (traits, read) => expect(traitsOf(traits)).toEqual(read));

  it.each([
    [5, "5"],
    [["ana@example.com"], '["ana@example.com"]'],
    [" Ana@ ", "Ana@"],
    ["a@b.example\r\nBcc: all@example.com", "a@b.example Bcc: all@example.com"],
    [`${"x".repeat(250)}@example.com`, "x".repeat(100)],
  ])("that is no email address, %j, is left out alone", (email, badEmail) => {
    expect(traitsOf({ email, plan: "pro" })).toEqual({ fields: {}, attributes: { plan: "pro" }, badEmail });
  });
});

describe("an id that is a number", () => {
  const track = { type: "track", userId: "ana", event: "X" };
  const wrong = "is a number that cannot be kept exactly: send it as text";

  it("is taken as text where it came as it was sent", () => {
    expect(itemOf({ ...track, userId: 9007199254740991 }).externalId).toBe("9007199254740991");
  });

  it.each([
    ["userId", { ...track, userId: 2 ** 53 }],
    ["anonymousId", { ...track, anonymousId: 1.5 }],
    ["messageId", { ...track, messageId: 1e21 }],
    ["groupId", { type: "group", userId: "ana", groupId: 2 ** 60 }],
    ["previousId", { type: "alias", userId: "ana", previousId: -(2 ** 60) }],
  ])("is refused as %s where it was rounded", (name, body) => {
    expect(refusalOf(body)).toBe(`${name} ${wrong}`);
  });
});

describe("a write key", () => {
  const page = { type: "page", anonymousId: "a1" };

  it("marks what comes with it", () => {
    expect(itemOf(page, { isPublic: true }).isPublic).toBe(true);
    expect(itemOf(page).isPublic).toBe(false);
  });

  it("keeps the ids of its senders apart from the shop's own", () => {
    const named = (messageId: string, isPublic: boolean) =>
      itemOf({ ...page, messageId }, { isPublic }).messageId;
    expect([named("order-1001", true), named("order-1001", false)]).toEqual(["w:order-1001", "order-1001"]);
    for (const taken of ["w:order-1001", "hook:1:7", "start:7:a", "import:x", "s:w:a"]) {
      expect(named(taken, true)).toBe(`w:${taken}`);
      expect(named(taken, false)).toBe(`s:${taken}`);
    }
  });

  it("can ask for consent, and neither give nor take it", () => {
    const identify = (consent: object) => ({ type: "identify", userId: "ana", consent });
    const refused = "consent can only be pending with a write key";
    expect(itemOf(identify({ email: "pending" }), { isPublic: true })).toMatchObject({
      consent: [{ channel: "email", state: "pending" }],
    });
    for (const consent of [
      { email: "granted" },
      { email: "withdrawn" },
      { email: "pending", webPush: "granted" },
    ]) {
      expect(refusalOf(identify(consent), { isPublic: true })).toBe(refused);
      expect(refusalOf(identify(consent))).toBe("taken");
    }
  });
});

describe("what could do harm further in", () => {
  const track = { type: "track", userId: "ana", event: "X" };
  it.each([
    ['{"properties":{"a":[{"__proto__":{"admin":true}}]}}', 'has a key named "__proto__"'],
    ['{"__proto__":{"admin":true}}', 'has a key named "__proto__"'],
    ['{"properties":{"price":1e999}}', "price is too large a number"],
    ['{"userId":-1e999}', "userId is too large a number"],
  ])("is refused: %s", (text, message) => {
    // Assignment would lose the key that this is about.
    const body = JSON.parse(`${JSON.stringify(track).slice(0, -1)},${text.slice(1)}`) as unknown;
    expect(refusalOf(body)).toBe(message);
  });

  it("is refused too where it is hidden behind what cannot be stored", () => {
    const body = JSON.parse(
      String.raw`{"type":"track","userId":"ana","event":"X","properties":{"__pro\u0000to__":1}}`,
    );
    expect(refusalOf(body, { unstorable: true })).toBe('has a key named "__proto__"');
  });

  it.each(["toString", "constructor", "hasOwnProperty"])("is no type of call: %s", (type) => {
    expect(refusalOf({ type, userId: "ana" })).toBe(
      "type must be one of identify, track, page, screen, group, alias",
    );
  });
});
