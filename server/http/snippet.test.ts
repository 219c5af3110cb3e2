import { afterEach, beforeEach, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

it.each(["/rekindle.js", "/rekindle-sw.js", "/rekindle-prompt.js", "/rekindle-in-app.js"])(
  "serves %s to the pages of any site, for a short while",
  async (path) => {
    const answer = await doors.send(`${path}?v=1`, { headers: { origin: "https://shop.example" } });
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/^"use strict";|^\(\(\)=>|export\{.+\};\n$/);
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(answer.headers.get("cache-control")).toMatch(/^public, max-age=600,/);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("vary")).toBe("accept-encoding");
  },
);

it("sends nothing to whoever has it already", async () => {
  const { headers } = await doors.send("/rekindle.js");
  const etag = headers.get("etag")!;
  for (const known of [etag, etag.replace("W/", ""), `"other", ${etag}`]) {
    const again = await doors.send("/rekindle.js", { headers: { "if-none-match": known } });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
  }
  expect((await doors.send("/rekindle.js", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  expect((await doors.send("/rekindle-sw.js")).headers.get("etag")).not.toBe(etag);
});

it("is compressed only for who can read that", async () => {
  const plain = await doors.raw("GET /rekindle.js HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  expect(plain).not.toMatch(/content-encoding/i);
  const head =
    "HEAD /rekindle.js HTTP/1.1\r\nhost: x\r\naccept-encoding: br, gzip\r\nconnection: close\r\n\r\n";
  const zipped = await doors.raw(head);
  expect(zipped).toMatch(/content-encoding: gzip/);
  expect(Number(/content-length: (\d+)/.exec(zipped)?.[1])).toBeLessThan(6_000);
  expect(zipped.split("\r\n\r\n")[1]).toBe("");
});

it("is only to be read", async () => {
  const answer = await doors.send("/rekindle.js", { method: "POST" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});
