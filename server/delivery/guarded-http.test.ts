import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { selfSignedCertificate } from "../testing/self-signed-certificate.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../testing/webhook-receiver.ts";
import { createGuardedHttp, type GuardedHttp, type GuardedHttpConfig } from "./guarded-http.ts";
import { RESPONSE_KEPT_MAX_BYTES } from "./http-exchange.ts";

let receiver: WebhookReceiver;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  closing.push(receiver.close);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function client(config: GuardedHttpConfig = { allow: [receiver.host] }): GuardedHttp {
  const made = createGuardedHttp(config);
  closing.push(made.close);
  return made;
}

describe("what is refused before anything is sent", () => {
  test.each([
    "http://169.254.169.254/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00:ec2::254]/",
    "http://10.0.0.1:8080/",
    "http://192.168.1.1/",
    "http://100.100.100.200/",
    "http://224.0.0.1/",
    "http://①②⑦.0.0.1/",
  ])("%s", async (url) => {
    const result = await client({}).request({ url, method: "GET" });
    expect(result).toMatchObject({ kind: "refused", code: "address-refused", values: { redirects: 0 } });
  });

  test.each([
    ["file:///etc/passwd", "bad-protocol"],
    ["ftp://example.com/", "bad-protocol"],
    ["javascript:alert(1)", "bad-protocol"],
    ["not a url", "bad-url"],
    ["", "bad-url"],
    ["http://user:pass@example.com/", "credentials-in-url"],
  ])("%s is %s", async (url, code) => {
    expect(await client({}).request({ url, method: "GET" })).toMatchObject({ kind: "refused", code });
  });

  test("names that resolve to this machine, and localhost itself", async () => {
    const rebinding = client({ lookup: async () => [{ address: "127.0.0.1", family: 4 }] });
    const url = `http://shop.example:${receiver.port}/`;
    expect(await rebinding.request({ url, method: "GET" })).toEqual({
      kind: "refused",
      code: "address-refused",
      values: { host: "shop.example", address: "127.0.0.1", range: "loopback", redirects: 0 },
    });
    const local = await client({}).request({ url: `http://localhost:${receiver.port}/`, method: "GET" });
    expect(local).toMatchObject({ kind: "refused", code: "address-refused" });
    expect(receiver.all).toHaveLength(0);
  });

  test("a header that cannot be sent", async () => {
    const request = { url: receiver.url, method: "GET", headers: { "x-a": "1\r\nx-b: 2" } };
    expect(await client().request(request)).toMatchObject({ kind: "refused", code: "bad-request" });
    expect(receiver.all).toHaveLength(0);
  });
});

describe("what the owner allowed", () => {
  test.each([
    ["the host", () => ["127.0.0.1"]],
    ["the host and port", () => [receiver.host]],
    ["a range", () => ["127.0.0.0/8"]],
  ])("%s", async (_what, allow) => {
    const result = await client({ allow: allow() }).request({
      url: receiver.url,
      method: "POST",
      body: "hello",
    });
    expect(result).toMatchObject({ kind: "response", status: 200, body: "ok", truncated: false });
    expect((await receiver.next()).body).toBe("hello");
  });

  test("a name, whatever its address, and a range behind a name", async () => {
    const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
    const url = `http://hooks.internal:${receiver.port}/in?x=1`;
    for (const allow of [["hooks.internal"], [`hooks.internal:${receiver.port}`], ["127.0.0.0/8"]]) {
      expect(await client({ allow, lookup }).request({ url, method: "GET" })).toMatchObject({ status: 200 });
      const got = await receiver.next();
      expect(got.path).toBe("/in?x=1");
      expect(got.headers.host).toBe(`hooks.internal:${receiver.port}`);
    }
    const otherPort = await client({ allow: ["hooks.internal:1"], lookup }).request({ url, method: "GET" });
    expect(otherPort).toMatchObject({ kind: "refused", code: "address-refused" });
  });

  test("of several addresses only the permitted ones are used", async () => {
    const lookup = async () => [
      { address: "10.0.0.1", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    const url = `http://shop.example:${receiver.port}/`;
    const result = await client({ allow: ["127.0.0.1"], lookup }).request({ url, method: "GET" });
    expect(result).toMatchObject({ kind: "response", status: 200 });
  });
});

describe("redirects", () => {
  test("into a refused address are not followed, in every spelling", async () => {
    for (const location of [
      "http://169.254.169.254/latest",
      "http://[::1]/",
      "http://2130706433:1/",
      "//0x7f.1:1/",
    ]) {
      receiver.answer({ status: 302, headers: { location } });
      const result = await client().request({ url: receiver.url, method: "POST", body: "{}" });
      expect(result).toMatchObject({ kind: "refused", code: "address-refused", values: { redirects: 1 } });
    }
  });

  test("to another protocol, or with a password, are refused", async () => {
    receiver.answer({ status: 307, headers: { location: "file:///etc/passwd" } });
    const file = await client().request({ url: receiver.url, method: "GET" });
    expect(file).toMatchObject({ kind: "refused", code: "bad-protocol" });
    receiver.answer({ status: 307, headers: { location: `http://a:b@${receiver.host}/` } });
    const password = await client().request({ url: receiver.url, method: "GET" });
    expect(password).toMatchObject({ kind: "refused", code: "credentials-in-url" });
  });

  test.each([301, 302, 303])("%i turns POST into GET and drops the body", async (status) => {
    receiver.answer({ status, headers: { location: "/other" } });
    const headers = { "Content-Type": "application/json", Authorization: "Bearer s" };
    const result = await client().request({ url: receiver.url, method: "POST", headers, body: "{}" });
    expect(result).toMatchObject({ kind: "response", status: 200, url: `${receiver.url}/other` });
    await receiver.next();
    const second = await receiver.next();
    expect(second).toMatchObject({ method: "GET", path: "/other", body: "" });
    expect(second.headers["content-type"]).toBeUndefined();
    expect(second.headers.authorization).toBe("Bearer s");
  });

  test("307 and 308 repeat method and body, without secrets at another origin", async () => {
    const other = await startWebhookReceiver();
    closing.push(other.close);
    for (const status of [307, 308]) {
      receiver.answer({ status, headers: { location: `${other.url}/moved` } });
      const headers = { authorization: "Bearer s", "X-Api-Key": "k", cookie: "c=1", "webhook-id": "m1" };
      const request = { url: receiver.url, method: "PUT", headers, body: "{}" };
      expect(await client({ allow: ["127.0.0.1"] }).request(request)).toMatchObject({ status: 200 });
      const moved = await other.next();
      expect(moved).toMatchObject({ method: "PUT", path: "/moved", body: "{}" });
      expect(moved.headers["webhook-id"]).toBe("m1");
      for (const name of ["authorization", "x-api-key", "cookie"])
        expect(moved.headers[name]).toBeUndefined();
    }
  });

  test("end after three", async () => {
    const again = { status: 302, headers: { location: "/again" } };
    receiver.answer(again, again, again, again);
    const result = await client().request({ url: receiver.url, method: "GET" });
    expect(result).toMatchObject({ kind: "refused", code: "too-many-redirects", values: { redirects: 4 } });
    expect(receiver.all).toHaveLength(4);
    receiver.answer(again);
    const untouched = await client().request({ url: receiver.url, method: "GET", redirectsMax: 0 });
    expect(untouched).toMatchObject({ kind: "response", status: 302 });
  });
});

describe("before or after hand-over", () => {
  test("an unknown name and a closed port are before", async () => {
    const lookup = async (hostname: string) => {
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" });
    };
    const unknown = await client({ lookup }).request({ url: "http://nowhere.example/", method: "POST" });
    expect(unknown).toMatchObject({ kind: "no-connection", values: { reason: "ENOTFOUND" } });
    await receiver.close();
    const closed = await client().request({ url: receiver.url, method: "POST" });
    expect(closed).toMatchObject({ kind: "no-connection", values: { reason: "ECONNREFUSED" } });
  });

  test("a connection that TLS cannot secure is before", async () => {
    const { key, cert } = selfSignedCertificate(["127.0.0.1"], Date.now());
    const server = createTlsServer({ key, cert }, (_request, response) => void response.end("secret"));
    const port = await listen(server);
    const url = `https://127.0.0.1:${port}/`;
    const untrusted = await client({ allow: ["127.0.0.1"] }).request({ url, method: "POST" });
    expect(untrusted).toMatchObject({
      kind: "no-connection",
      values: { reason: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    });
    const trusted = await client({ allow: ["127.0.0.1"], ca: cert }).request({ url, method: "POST" });
    expect(trusted).toMatchObject({ kind: "response", status: 200, body: "secret" });
  });

  test("a handshake that never ends is before", async () => {
    const port = await listen(createServer(() => {}));
    const config = { allow: ["127.0.0.1"], timeouts: { connectMs: 200 } };
    const result = await client(config).request({ url: `https://127.0.0.1:${port}/`, method: "POST" });
    expect(result).toMatchObject({ kind: "no-connection", values: { reason: "UND_ERR_CONNECT_TIMEOUT" } });
  });

  test("a hang-up after the request is after", async () => {
    receiver.answer("hang-up");
    const result = await client().request({ url: receiver.url, method: "POST", body: "{}" });
    expect(result).toMatchObject({ kind: "interrupted", code: "disconnected" });
    expect(receiver.all).toHaveLength(1);
  });

  test("a dropped request is not sent a second time by itself, even when it could be", async () => {
    const kept = client();
    await kept.request({ url: receiver.url, method: "GET" });
    receiver.answer("hang-up");
    expect(await kept.request({ url: receiver.url, method: "GET" })).toMatchObject({ kind: "interrupted" });
    expect(receiver.all).toHaveLength(2);
  });

  test.each([{ headersMs: 200 }, { totalMs: 200 }])(
    "silence after the request is after: %o",
    async (timeouts) => {
      receiver.answer("silence");
      const config = { allow: [receiver.host], timeouts };
      const result = await client(config).request({ url: receiver.url, method: "POST", body: "{}" });
      expect(result).toMatchObject({ kind: "interrupted", code: "timeout" });
    },
  );

  test("an answer that is not HTTP is after", async () => {
    const port = await listen(
      createServer((socket) => void socket.once("data", () => socket.end("hello\r\n\r\n"))),
    );
    const result = await client({ allow: ["127.0.0.1"] }).request({
      url: `http://127.0.0.1:${port}/`,
      method: "POST",
    });
    expect(result).toMatchObject({ kind: "interrupted", code: "bad-response" });
  });
});

test("no more of an answer is kept than its limit", async () => {
  receiver.answer({ status: 500, body: Buffer.alloc(3 * RESPONSE_KEPT_MAX_BYTES, "x") });
  const result = await client().request({ url: receiver.url, method: "GET" });
  if (result.kind !== "response") throw new Error(result.kind);
  expect(result).toMatchObject({ status: 500, truncated: true });
  expect(result.body).toHaveLength(RESPONSE_KEPT_MAX_BYTES);
});

test("an answer whose body breaks off is still an answer", async () => {
  const head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf";
  const port = await listen(createServer((socket) => void socket.once("data", () => socket.end(head))));
  const result = await client({ allow: ["127.0.0.1"] }).request({
    url: `http://127.0.0.1:${port}/`,
    method: "POST",
  });
  expect(result).toMatchObject({ kind: "response", status: 200, body: "half", truncated: true });
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}
