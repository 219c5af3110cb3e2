import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressHash } from "#server/links.ts";
import { suppress } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { HOUR_MS } from "#server/testing/engine-rig.ts";
import { type RestAnswer, RestRig } from "#server/testing/rest-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { scopeNames } from "../scopes.ts";
import { errorAnswer } from "./common-schemas.ts";
import { KEY_REQUESTS_PER_S } from "./request-limit.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

const hour = { mode: "for", duration: { amount: 1, unit: "hours" } };
const byHand = drawGraph([
  { id: "start", type: "manual", config: {} },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "Hello" } },
  { id: "wait", type: "delay", config: hour },
]);

/** A request to each route that is answered well, in the shop that the tests below open. */
const requestsOf = ({
  runId,
  workflowId,
  messageId,
  segmentId,
  spareSegmentId,
}: Shop): Record<string, { path: string; body?: unknown }> => ({
  searchProfiles: { path: "/v1/profiles?search=ana&limit=5" },
  getProfile: { path: "/v1/profiles/external:ana" },
  putProfile: { path: "/v1/profiles/external:ben", body: { email: "ben@example.com" } },
  changeProfile: { path: "/v1/profiles/external:ana", body: { name: "Ana" } },
  allowAddress: { path: "/v1/profiles/external:gone/suppressions/email" },
  eraseProfile: { path: "/v1/profiles/external:gone" },
  listProfileEvents: { path: "/v1/profiles/external:ana/events" },
  listProfileRuns: { path: "/v1/profiles/external:ana/runs" },
  listProfileMessages: { path: "/v1/profiles/external:ana/messages" },
  listWorkflows: { path: "/v1/workflows" },
  getWorkflow: { path: `/v1/workflows/${workflowId}` },
  listWorkflowRuns: { path: `/v1/workflows/${workflowId}/runs` },
  startWorkflow: { path: `/v1/workflows/${workflowId}/runs`, body: { userId: "ana" } },
  getRun: { path: `/v1/runs/${runId}` },
  listMessages: { path: "/v1/messages" },
  getMessage: { path: `/v1/messages/${messageId}` },
  listSegments: { path: "/v1/segments" },
  getSegment: { path: `/v1/segments/${segmentId}` },
  listSegmentMembers: { path: `/v1/segments/${segmentId}/members` },
  createSegment: { path: "/v1/segments", body: { name: "Silver", rule: onPlan("silver") } },
  changeSegment: { path: `/v1/segments/${segmentId}`, body: { description: "Who pays most" } },
  removeSegment: { path: `/v1/segments/${spareSegmentId}` },
  sendMessage: { path: "/v1/messages", body: { userId: "ana", subject: "Receipt", text: "Thank you" } },
});

/** What a database calls them is its own affair. */
interface Shop {
  workflowId: number;
  runId: number;
  messageId: number;
  segmentId: number;
  spareSegmentId: number;
}

function onPlan(value: string) {
  return { kind: "attribute", attribute: "plan", operator: "equals", value };
}

async function openShop(rig: RestRig): Promise<Shop> {
  await rig.start();
  await rig.identify("ana", { email: "ana@example.com", attributes: { plan: "gold" } });
  await rig.identify("gone", { email: "gone@example.com" });
  const hash = addressHash(rig.keys, "email", "gone@example.com");
  const entry = { channel: "email" as const, addressHash: hash, reason: "bounce.repeated", at: 1 };
  await rig.db.transaction((tx) => suppress(tx, entry));
  await rig.track("ana", "Order Completed", { total: 49.5 });
  const workflowId = await rig.publish(byHand);
  await rig.call("POST", `/v1/workflows/${workflowId}/runs`, { userId: "ana" });
  await rig.engine.settled();
  await rig.pass(HOUR_MS);
  const [run] = await rig.runs();
  const [message] = await rig.messages();
  const [segmentId, spareSegmentId] = [await makeSegment("Gold"), await makeSegment("Bronze")];
  return { workflowId, runId: run!.id, messageId: message!.id, segmentId, spareSegmentId };

  async function makeSegment(name: string): Promise<number> {
    const body = { name, rule: onPlan(name.toLowerCase()) };
    return (await rig.call("POST", "/v1/segments", body)).json.id as number;
  }
}

eachDatabase("every route of the API", (open) => {
  let rig: RestRig;
  let shop: Shop;
  beforeEach(async () => {
    rig = new RestRig(open());
    shop = await openShop(rig);
  });
  afterEach(() => rig.close());

  function ask({ id, method }: Route, headers: Record<string, string> = {}): Promise<RestAnswer> {
    const { path, body } = requestsOf(shop)[id]!;
    return rig.call(method, path, body, headers);
  }

  it("answers as its schema says", async () => {
    expect(routes.map(({ id }) => id).sort()).toEqual(Object.keys(requestsOf(shop)).sort());
    for (const route of routes) {
      const { status, json } = await ask(route);
      const documented = route.answers[status];
      expect(documented, `${route.id}: ${JSON.stringify(json)}`).toBeDefined();
      if (documented?.schema) expect(documented.schema.parse(json), route.id).toEqual(json);
      else expect(json, route.id).toEqual({});
    }
  });

  it("shows what is there, not only the right shape", async () => {
    const list = await rig.call("GET", "/v1/profiles/external:ana/events");
    expect(list.json.data).toMatchObject([
      { name: "Order Completed", at: "2026-03-10T10:00:00.000Z", properties: { total: 49.5 } },
    ]);
    const run = await rig.call("GET", `/v1/runs/${shop.runId}`);
    expect(run.json).toMatchObject({
      status: "finished",
      end: { code: "run.finished", text: "Reached the end of the workflow" },
      profile: { email: "ana@example.com" },
      workflow: { id: shop.workflowId, name: "Test" },
      version: 1,
      endedAt: "2026-03-10T11:00:00.000Z",
    });
    const steps = (run.json.visits as { nodeId: string; step: string; port: string }[]).map(
      ({ nodeId, step }) => `${nodeId}: ${step}`,
    );
    expect(steps).toEqual(["start: Is added by hand", "mail: Send email", "wait: Wait"]);
    const reasons = (run.json.history as { reason: { code: string; text: string } }[]).map(
      ({ reason }) => reason.text,
    );
    expect(reasons[0]).toBe("Entered the workflow");
    const message = await rig.call("GET", `/v1/messages/${shop.messageId}`);
    expect(message.json).toMatchObject({
      to: "ana@example.com",
      subject: "Hello",
      status: "sent",
      workflow: { name: "Test" },
      runId: shop.runId,
      deliveries: [{ attempt: 1, outcome: "sent" }],
    });
    expect((await rig.call("GET", "/v1/profiles/external:ana/runs")).json.data).toMatchObject([
      { id: shop.runId },
    ]);
    expect((await rig.call("GET", `/v1/workflows/${shop.workflowId}/runs?status=active`)).json.data).toEqual(
      [],
    );
    expect((await rig.call("GET", "/v1/messages?channel=webhook")).json.data).toEqual([]);
  });

  it("is refused to a key without its scope, to write keys and to strangers", async () => {
    const write = { authorization: `Bearer ${await rig.newKey(null, "write")}` };
    const before = await rig.db.query.select().from(rig.db.tables.profiles);
    for (const route of routes) {
      const others = scopeNames.filter((scope) => scope !== route.scope);
      const lacking = { authorization: `Bearer ${await rig.newKey(others)}` };
      for (const headers of [lacking, write]) {
        const answer = await ask(route, headers);
        expect(answer, route.id).toMatchObject({ status: 403, json: { error: { code: "forbidden" } } });
      }
      for (const authorization of ["", "Bearer rk_nonsense", "Bearer", `Basic ${btoa("rk_x:")}`]) {
        const answer = await ask(route, { authorization });
        expect(answer, route.id).toMatchObject({ status: 401, json: { error: { code: "unauthorized" } } });
        expect(answer.headers.get("www-authenticate")).toBe("Basic");
      }
    }
    expect(await rig.db.query.select().from(rig.db.tables.profiles)).toEqual(before);
  });

  it("is open to a key with its scope alone", async () => {
    for (const route of routes) {
      const headers = { authorization: `Bearer ${await rig.newKey([route.scope])}` };
      expect((await ask(route, headers)).status, route.id).toBeLessThan(300);
    }
  });

  it("turns its pages by a cursor, without repeats or gaps", async () => {
    // Several in one moment: a page may end between them.
    for (let count = 0; count < 6; count++) await rig.track("ana", `Event ${count % 2}`, { count });
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const after = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { json } = await rig.call("GET", `/v1/profiles/external:ana/events?limit=2${after}`);
      seen.push(...(json.data as { id: number }[]).map(({ id }) => id));
      cursor = json.nextCursor as string | null;
    } while (cursor !== null);
    const events = await rig.db.query.select().from(rig.db.tables.events);
    expect(events).toHaveLength(7);
    expect(seen).toEqual(events.map(({ id }) => id).sort((one, other) => other - one));
    const first = await rig.call("GET", "/v1/profiles?limit=1");
    const second = await rig.call("GET", `/v1/profiles?limit=1&cursor=${first.json.nextCursor}`);
    const names = [first, second].map(({ json }) => (json.data as { externalId: string }[])[0]!.externalId);
    expect(names).toEqual(["gone", "ana"]);
    expect(second.json.nextCursor).toBeNull();
  });

  it("finds nothing for what names nothing, and does not stumble over it", async () => {
    const odd = ["0", "-1", "1e3", "999", "9".repeat(40), "ana", "email:", "external:nobody"];
    const hostile = [
      "__proto__",
      "constructor",
      "%25",
      "..%2F..",
      "email:%27%20or%201=1",
      "external:a%2Fb",
      "🙂",
    ];
    for (const who of [...odd, ...hostile]) {
      for (const rest of ["", "/events", "/runs", "/messages"])
        expect((await rig.call("GET", `/v1/profiles/${who}${rest}`)).status, who).toBe(404);
      expect((await rig.call("PATCH", `/v1/profiles/${who}`, { name: "x" })).status, who).toBe(404);
      expect((await rig.call("DELETE", `/v1/profiles/${who}`)).status, who).toBe(404);
    }
    // The key had its share of this second.
    rig.clock.advance(1000);
    for (const id of ["0", "-1", "999", "9".repeat(40), "x", "__proto__"]) {
      for (const path of [`runs/${id}`, `messages/${id}`, `workflows/${id}`, `workflows/${id}/runs`]) {
        const answer = await rig.call("GET", `/v1/${path}`);
        expect(answer.status, path).toBe(404);
        expect(errorAnswer.parse(answer.json)).toEqual(answer.json);
      }
    }
    for (const path of ["/v1/profiles/%00", "/v1/profiles/%ff", "/v1/runs/%c3%28"])
      expect((await rig.call("GET", path)).json.error?.code, path).toBe("malformed");
    expect((await rig.call("GET", "/v1/profiles?search=%00")).status).toBe(200);
    expect((await rig.call("GET", "/v1/profiles?search=%25")).json.data).toEqual([]);
  });
});

describe("the door of the API", () => {
  let rig: RestRig;
  eachDatabase("any route", (open) => {
    beforeEach(async () => {
      rig = new RestRig(open());
      await openShop(rig);
    });
    afterEach(() => rig.close());

    it.each([
      ["limit=0", "limit is less than 1"],
      ["limit=101", "limit is more than 100"],
      ["limit=1.5", "limit is not a whole number"],
      ["limit=many", "limit is not a number"],
      ["cursor=x", "cursor is not one that this list gave"],
      [`cursor=${Buffer.from("[1,2]").toString("base64url")}`, "cursor is not one that this list gave"],
      [`cursor=${Buffer.from('["1"]').toString("base64url")}`, "cursor is not one that this list gave"],
      [`cursor=${Buffer.from("[1e400]").toString("base64url")}`, "cursor is not one that this list gave"],
      [`search=${"x".repeat(201)}`, "search is longer than 200 characters"],
      ["sort=name", 'Unrecognized key: "sort"'],
    ])("refuses the query %s", async (query, message) => {
      const answer = await rig.call("GET", `/v1/profiles?${query}`);
      expect(answer).toMatchObject({ status: 400, json: { error: { code: "invalid", message } } });
      expect(answer.json.error?.details).toHaveLength(1);
    });

    it.each([
      ["{not json", 400, "malformed"],
      ["[]", 400, "malformed"],
      ["null", 400, "malformed"],
      ["", 400, "malformed"],
      ['{"attributes":{"__proto__":{"a":1}}}', 400, "malformed"],
      ['{"attributes":{"a":1e999}}', 400, "malformed"],
      [`{"attributes":${'{"a":'.repeat(70)}1${"}".repeat(70)}}`, 400, "malformed"],
      [`{"attributes":{"a":"${"x".repeat(32 * 1024)}"}}`, 413, "too-large"],
    ])("refuses the body %.40s", async (body, status, code) => {
      const answer = await rig.call("PUT", "/v1/profiles/external:new", body, {
        "content-type": "application/json",
      });
      expect(answer).toMatchObject({ status, json: { error: { code } } });
      expect((await rig.call("GET", "/v1/profiles/external:new")).status).toBe(404);
    });

    it("wants JSON, and says so", async () => {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]) {
        const answer = await rig.call("PUT", "/v1/profiles/external:new", "{}", { "content-type": type });
        expect(answer, type).toMatchObject({ status: 415, json: { error: { code: "content-type" } } });
      }
      const body = '{"name":"New"}';
      const type = { "content-type": "application/merge-patch+json; charset=utf-8" };
      expect((await rig.call("PUT", "/v1/profiles/external:new", body, type)).status).toBe(201);
    });

    it("names the methods that an address has, and what has no address", async () => {
      const answer = await rig.call("POST", "/v1/profiles/external:ana", {});
      expect(answer).toMatchObject({ status: 405, json: { error: { code: "method" } } });
      expect(answer.headers.get("allow")).toBe("GET, PUT, PATCH, DELETE");
      for (const path of ["/v1/", "/v1/profile", "/v1/profiles/", "/v1/profiles/1/2/3", "/v1//profiles"])
        expect((await rig.call("GET", path)).json.error?.code, path).toBe("unknown-path");
      expect((await rig.call("HEAD", "/v1/profiles")).status).toBe(200);
      expect((await rig.call("GET", "/v2/profiles")).status).toBe(418);
    });

    it("slows a key down that asks too often, and no other", async () => {
      const busy = { authorization: `Bearer ${await rig.newKey(null)}` };
      for (let count = 0; count < KEY_REQUESTS_PER_S; count++)
        expect((await rig.call("GET", "/v1/runs/0", undefined, busy)).status).toBe(404);
      const answer = await rig.call("GET", "/v1/runs/0", undefined, busy);
      expect(answer).toMatchObject({ status: 429, json: { error: { code: "too-many" } } });
      expect(answer.headers.get("retry-after")).toBe("1");
      expect((await rig.call("GET", "/v1/runs/0")).status).toBe(404);
      rig.clock.advance(1000);
      expect((await rig.call("GET", "/v1/runs/0", undefined, busy)).status).toBe(404);
    });
  });
});
