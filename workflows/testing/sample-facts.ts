import { type Facts, NOTHING_KNOWN } from "../facts.ts";

/** A Tuesday, 10:00 UTC. */
export const NOW = Date.UTC(2026, 2, 10, 10);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** What is known about an ordinary customer, for tests. */
export function makeFacts(changes: Partial<Facts> = {}): Facts {
  return {
    workflowId: 1,
    profile: {
      id: 7,
      externalId: "customer-7",
      email: "ana@example.com",
      phone: null,
      name: "Ana Kovač",
      timezone: "Europe/Berlin",
      locale: "en",
      attributes: { city: "Berlin", visits: 12, tags: ["vip", "Wholesale"], plan: { name: "pro" }, note: "" },
      createdAt: NOW - 400 * DAY_MS,
      lastSeenAt: NOW - DAY_MS,
    },
    shopTimezone: "America/New_York",
    shopLanguage: "en",
    reachable: { email: true, webPush: true, phone: true },
    ...NOTHING_KNOWN,
    assignments: {},
    ...changes,
  };
}

/** Whoever writes to a frozen value throws, so a test sees that something is not pure. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
