import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { type InAppRig, startInAppRig } from "#server/testing/in-app-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { IN_APP_MESSAGES_MAX } from "./in-app.ts";
import { IN_APP_BODY_MAX_BYTES } from "./in-app-door.ts";
import { inAppAnswer } from "./openapi-in-app.ts";
import { WRITE_KEY_BURST_EVENTS } from "./segment-limits.ts";

let rig: InAppRig;
let doors: InAppRig["doors"];
beforeEach(async () => {
  rig = await startInAppRig();
  ({ doors } = rig);
});
afterEach(() => doors.close());

describe("asking", () => {
  it("tells a visitor their messages, newest first", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    const first = doors.rig.clock.now();
    await doors.rig.pass(1000);
    await rig.gets({ anonymousId: rig.visitor });
    const answer = await rig.ask({ anonymousId: rig.visitor });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const shown = {
      ...{ id: expect.stringMatching(/^\w+\.[\w-]{43}$/), display: "banner", position: "bottom" },
      ...{ title: "Hi", body: "Two\nlines", buttonLabel: "", url: "/cart", image: "/tea.png" },
      ...{ seen: false, clicked: false, dismissed: false },
    };
    expect(answer.json).toEqual({
      messages: [
        { ...shown, at: first + 1000, until: first + 1000 + 14 * DAY_MS },
        { ...shown, at: first, until: first + 14 * DAY_MS },
      ],
      person: "anonymous",
      nextInS: 60,
    });
    expect(inAppAnswer.parse(answer.json)).toEqual(answer.json);
    expect(answer.json).toEqual((await rig.ask({ anonymousId: rig.visitor })).json);
    expect((await rig.told({ anonymousId: rig.visitor, after: first })).messages).toHaveLength(1);
  });

  it("tells at most fifty, and nothing whose days are over", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    await doors.rig.pass(14 * DAY_MS - 1);
    expect(await rig.titles({ anonymousId: rig.visitor })).toHaveLength(1);
    await doors.rig.pass(1);
    expect(await rig.titles({ anonymousId: rig.visitor })).toEqual([]);
    for (let n = 0; n <= IN_APP_MESSAGES_MAX; n += 1) await rig.gets({ anonymousId: rig.visitor });
    expect(await rig.titles({ anonymousId: rig.visitor })).toHaveLength(IN_APP_MESSAGES_MAX);
  });

  it("makes nobody and begins no transaction", async () => {
    await doors.rig.engine.settled();
    const before = doors.transactions();
    expect((await rig.told({ anonymousId: rig.visitor })).messages).toEqual([]);
    expect(doors.transactions()).toBe(before);
    expect(await doors.database.query.select().from(doors.database.tables.profiles)).toEqual([]);
  });

  it("says that there is no hurry while no workflow shows messages", async () => {
    await doors.rig.republish(1, drawGraph([{ id: "on", type: "event", config: { event: "Go" } }]));
    expect(await rig.told({ anonymousId: rig.visitor })).toMatchObject({ messages: [], nextInS: 600 });
  });

  it("keeps messages to people of the sample shop here", async () => {
    await rig.gets({ anonymousId: rig.visitor });
    const { tables, query } = doors.database;
    await query.update(tables.messages).set({ captured: true });
    expect(await rig.titles({ anonymousId: rig.visitor })).toEqual([]);
  });

  it.each<[string, () => object, number, RegExp]>([
    ["a wrong key", () => ({ writeKey: "wk_no", anonymousId: rig.visitor }), 401, /key/],
    ["a short anonymous id", () => ({ anonymousId: "visitor-1" }), 400, /anonymousId is shorter than 16/],
    ["a number that is none", () => ({ anonymousId: rig.visitor, after: -1 }), 400, /after/],
    [
      "too much",
      () => ({ anonymousId: rig.visitor, filler: "x".repeat(IN_APP_BODY_MAX_BYTES) }),
      413,
      /4 kB/,
    ],
  ])("is refused with %s", async (_what, body, status, message) => {
    const answer = await rig.ask(body());
    expect(answer.status).toBe(status);
    expect(answer.json.error?.message).toMatch(message);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("is refused to one address that asks without end, and leaves its events alone", async () => {
    const ip = "203.0.113.5";
    const body = JSON.stringify({ writeKey: rig.writeKey, anonymousId: rig.visitor });
    const request = (connection: string) =>
      `POST /v1/in-app HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${ip}\r\nconnection: ${connection}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const answers = await doors.raw(request("keep-alive").repeat(WRITE_KEY_BURST_EVENTS) + request("close"));
    const statuses = [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses.filter((status) => status === "200")).toHaveLength(WRITE_KEY_BURST_EVENTS);
    expect(statuses.at(-1)).toBe("429");
    expect((await rig.page("/v1/track", { anonymousId: rig.visitor, event: "Seen" }, { ip })).status).toBe(
      200,
    );
  });

  it("needs no question beforehand, and answers one", async () => {
    const asked = await doors.send("/v1/in-app", { method: "OPTIONS" });
    expect([asked.status, asked.headers.get("access-control-allow-methods")]).toEqual([204, "POST"]);
    expect((await doors.send("/v1/in-app")).status).toBe(405);
  });
});

it("shows nothing, neither old nor new, to who has said no to the shop", async () => {
  const consent = (state: string) => ({ userId: "ana", consent: { inApp: state } });
  for (const state of ["withdrawn", "pending"])
    expect((await rig.page("/v1/identify", consent(state))).status).toBe(400);
  const proven = { userId: "ana", userProof: rig.proofOf("ana") };
  await rig.gets({ userId: "ana" });
  expect(await rig.titles(proven)).toHaveLength(1);
  await rig.shop("/v1/identify", consent("withdrawn"));
  await rig.gets({ userId: "ana" });
  expect(await rig.titles(proven)).toEqual([]);
  const headers = { authorization: `Bearer ${doors.key}`, "content-type": "application/json" };
  const body = JSON.stringify({ consent: { inApp: "granted" } });
  const changed = await doors.send("/v1/profiles/external:ana", { method: "PATCH", headers, body });
  expect(changed.json).toMatchObject({ consents: [{ channel: "in-app", state: "granted" }] });
  await rig.gets({ userId: "ana" });
  expect(await rig.titles(proven)).toHaveLength(2);
});
