import { expect, it } from "vitest";
import { HOOK_REQUESTS_PER_S, HookLimit } from "./hooks-limit.ts";

const NOW = Date.UTC(2026, 2, 10, 10);

function drained(): HookLimit {
  const limit = new HookLimit();
  for (let count = 0; count < HOOK_REQUESTS_PER_S; count++) limit.allows(1, NOW);
  return limit;
}

it("lets as many through as time has made room for", () => {
  const limit = drained();
  expect(limit.allows(1, NOW)).toBe(false);
  const later = NOW + (3 * 1000) / HOOK_REQUESTS_PER_S;
  expect([1, 2, 3, 4].map(() => limit.allows(1, later))).toEqual([true, true, true, false]);
});

it("saves up no more than a second's worth", () => {
  const limit = drained();
  const later = NOW + 3_600_000;
  for (let count = 0; count < HOOK_REQUESTS_PER_S; count++) expect(limit.allows(1, later)).toBe(true);
  expect(limit.allows(1, later)).toBe(false);
});

it("goes on from now when the clock is set back", () => {
  const limit = drained();
  expect(limit.allows(1, NOW - 3_600_000)).toBe(false);
  expect(limit.allows(1, NOW - 3_600_000 + 1_000)).toBe(true);
});
