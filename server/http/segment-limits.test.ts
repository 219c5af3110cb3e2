import { describe, expect, it } from "vitest";
import type { ApiKeyHolder } from "./api-keys.ts";
import { EventLimits, SECRET_KEY_REQUESTS_PER_S, WRITE_KEY_BURST_EVENTS } from "./segment-limits.ts";

const NOW = Date.UTC(2026, 4, 1);
const holder = (id: number, kind: "secret" | "write"): ApiKeyHolder => ({
  id,
  kind,
  scopes: null,
  source: null,
});

describe("the limits", () => {
  it("are each secret key's own, wherever it is used", () => {
    const limits = new EventLimits();
    const from = (key: ApiKeyHolder, ip: string) => limits.take(key, () => ip, 1000, NOW);
    for (let count = 0; count < SECRET_KEY_REQUESTS_PER_S; count++)
      expect(from(holder(1, "secret"), `10.0.0.${count % 200}`)).toBe(0);
    expect(from(holder(1, "secret"), "10.0.1.1")).toBeGreaterThan(0);
    expect(from(holder(2, "secret"), "10.0.1.1")).toBe(0);
  });

  it.each([
    ["203.0.113.9", "203.0.113.9", false],
    ["203.0.113.9", "203.0.113.10", true],
    ["2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", false],
    ["2001:db8:1:2::1", "2001:db8:1:3::1", true],
    ["2001:db8::1", "2001:db8:0:0:9::1", false],
    ["::1", "2001:db8::1", true],
    ["::ffff:203.0.113.9", "::ffff:203.0.113.10", true],
  ])("of write keys are those of the client: %s used it up, %s may still send: %s", (ip, other, may) => {
    const limits = new EventLimits();
    const from = (id: number, address: string) => limits.take(holder(id, "write"), () => address, 1, NOW);
    for (let count = 0; count < WRITE_KEY_BURST_EVENTS; count++) expect(from(count % 3, ip)).toBe(0);
    expect(from(9, ip)).toBeGreaterThan(0);
    expect(from(1, other) === 0).toBe(may);
  });

  it("of write keys count the events in a batch", () => {
    const limits = new EventLimits();
    const take = (events: number) => limits.take(holder(1, "write"), () => "203.0.113.9", events, NOW);
    expect(take(WRITE_KEY_BURST_EVENTS - 1)).toBe(0);
    expect(take(1)).toBe(0);
    expect(take(1)).toBeGreaterThan(0);
  });
});
