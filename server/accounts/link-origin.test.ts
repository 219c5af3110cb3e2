import { expect, it } from "vitest";
import { linkOrigin } from "./link-origin.ts";

const asked = (host: string, origin?: string) => new Headers({ host, ...(origin ? { origin } : {}) });

it("prefers the public address to whatever the request says", () => {
  expect(linkOrigin("https://app.shop.example", asked("evil.example"))).toBe("https://app.shop.example");
});

it.each([
  ["localhost:3000", "http://localhost:3000"],
  ["127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["192.168.1.20:3000", "http://192.168.1.20:3000"],
  ["[::1]:3000", "http://[::1]:3000"],
  ["nas", "http://nas"],
  ["rekindle.lan", "http://rekindle.lan"],
])("takes %s, which only the local network reaches", (host, origin) => {
  expect(linkOrigin(undefined, asked(host))).toBe(origin);
});

it("keeps the protocol that the browser names for the same host", () => {
  expect(linkOrigin(undefined, asked("rekindle.lan", "https://rekindle.lan"))).toBe("https://rekindle.lan");
  expect(linkOrigin(undefined, asked("rekindle.lan", "https://evil.example"))).toBe("http://rekindle.lan");
});

it.each(["evil.example", "8.8.8.8", "", "user@localhost", "localhost/path", "evil.example#.lan"])(
  "refuses %j, which a stranger could have written",
  (host) => {
    expect(linkOrigin(undefined, asked(host))).toBeNull();
  },
);
