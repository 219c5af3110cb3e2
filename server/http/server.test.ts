import { afterEach, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";

let doors: DoorsRig;
afterEach(() => doors.close());

async function seenIp(headers: Record<string, string>): Promise<unknown> {
  await doors.send("/profiles", { headers });
  return doors.pages.at(-1)?.headers["x-client-ip"];
}

it("lives, and is ready only when pages can be served and the database answers", async () => {
  doors = await startDoors();
  expect((await doors.send("/healthz")).json).toEqual({ status: "alive" });
  expect(await doors.send("/readyz")).toMatchObject({ status: 200, json: { status: "ready" } });
  doors.state.ready = false;
  expect(await doors.send("/readyz")).toMatchObject({ status: 503, json: { status: "not ready" } });
  expect((await doors.send("/healthz")).status).toBe(200);
  doors.state.ready = true;
  doors.database.connection.exec("alter table settings rename to gone");
  expect((await doors.send("/readyz")).status).toBe(503);
  doors.database.connection.exec("alter table gone rename to settings");
  expect((await doors.send("/readyz")).status).toBe(200);
});

it("takes nothing new in while it is closing, and says when to come back", async () => {
  doors = await startDoors();
  doors.state.closing = true;
  for (const path of ["/v1/track", "/", "/unsubscribe/a.b"]) {
    const answer = await doors.post(path, { userId: "ana", event: "X" });
    expect(answer.status, path).toBe(503);
    expect(answer.json.error?.code).toBe("closing");
    expect(answer.headers.get("retry-after")).toBe("5");
  }
  expect(doors.events()).toEqual([]);
  expect(doors.pages).toEqual([]);
});

it("believes nobody about where a request comes from, without a trusted proxy", async () => {
  doors = await startDoors();
  const forged = { "x-forwarded-for": "203.0.113.9", "x-client-ip": "203.0.113.9" };
  expect(await seenIp(forged)).toMatch(/127\.0\.0\.1$/);
});

it("believes its own proxy, and not what a client wrote before it", async () => {
  doors = await startDoors({ TRUSTED_PROXIES: "1" });
  expect(await seenIp({ "x-forwarded-for": "203.0.113.9" })).toBe("203.0.113.9");
  expect(await seenIp({ "x-forwarded-for": "10.6.6.6, 203.0.113.9" })).toBe("203.0.113.9");
  expect(await seenIp({})).toMatch(/127\.0\.0\.1$/);
});

it("counts back over as many proxies as are trusted", async () => {
  doors = await startDoors({ TRUSTED_PROXIES: "2" });
  expect(await seenIp({ "x-forwarded-for": "10.6.6.6, 203.0.113.9, 192.0.2.1" })).toBe("203.0.113.9");
});

it("gives each page a policy with a nonce of its own, which the page is told", async () => {
  doors = await startDoors();
  const policies = [];
  for (let count = 0; count < 3; count++) {
    const { headers } = await doors.send("/");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("strict-transport-security")).toBeNull();
    policies.push(headers.get("content-security-policy") ?? "");
  }
  const nonces = policies.map((policy) => /script-src[^;]*'nonce-([^']+)'/.exec(policy)?.[1]);
  expect(new Set(nonces).size).toBe(3);
  for (const nonce of nonces) expect(nonce).toMatch(/^[\w+/=]{20,}$/);
  expect(doors.pages.map(({ headers }) => headers["x-nonce"])).toEqual(nonces);
  for (const policy of policies) {
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).toContain("frame-ancestors 'none'");
  }
});

it("insists on HTTPS once it is reached by it", async () => {
  doors = await startDoors({ PUBLIC_URL: "https://shop.example" });
  const { headers } = await doors.send("/");
  expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d+/);
  expect(headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
});

it("moves no clock unless it was started for tests", async () => {
  doors = await startDoors();
  expect((await doors.post("/test/clock", { advanceMs: 1 })).text).toBe("a page");
  const before = doors.rig.clock.now();
  await doors.close();
  doors = await startDoors({ TEST_CLOCK: "on" });
  expect((await doors.post("/test/clock", { advanceMs: 60_000 })).json).toEqual({ now: before + 60_000 });
  expect((await doors.post("/test/clock", { advanceMs: -1 })).status).toBe(400);
});

it("leaves other paths to the pages, also those that look like doors", async () => {
  doors = await startDoors();
  for (const path of ["/v1", "/v1x/track", "/healthz/x", "/constructor"]) {
    expect((await doors.send(path)).text, path).toBe("a page");
  }
  for (const path of ["/v1/other", "/v1/track/"]) {
    expect(await doors.send(path), path).toMatchObject({
      status: 404,
      json: { error: { code: "unknown-path" } },
    });
  }
});
