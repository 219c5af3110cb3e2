import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { COUNTRIES } from "./countries.ts";
import type { SampleEvent } from "./sample-event.ts";
import { generateSampleShop, SAMPLE_SHOP_PROFILES, type SampleShopEntry } from "./sample-shop.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

describe.each([
  ["a busy afternoon before the holidays", "2026-11-21T15:00:00Z"],
  ["the middle of a night in spring", "2026-03-29T03:30:00Z"],
  ["the first moment of a leap day", "2028-02-29T00:00:00Z"],
])("the sample shop as of %s", (_, moment) => {
  const now = Date.parse(moment);
  const shop = [...generateSampleShop({ now })];
  const allEvents = shop.flatMap(({ events }) => events);

  it("is about the promised size", () => {
    expect(shop).toHaveLength(SAMPLE_SHOP_PROFILES);
    expect(allEvents.length).toBeGreaterThan(25_000);
    expect(allEvents.length).toBeLessThan(36_000);
  });

  it("holds only the past year, each history in the order of time from its sign-up on", () => {
    for (const { profile, events } of shop) {
      expect(events[0]).toMatchObject({ name: "Signed Up", at: profile.createdAt });
      expect(events.every((event) => event.at <= now && event.at >= now - 365 * DAY_MS)).toBe(true);
      expect(events.every((event) => Number.isInteger(event.at))).toBe(true);
      expect(events.every((event, i) => i === 0 || events[i - 1]!.at <= event.at)).toBe(true);
    }
  });

  it("gives nobody another's email address, id, phone or event", () => {
    expectUnique(shop.map(({ profile }) => profile.email).filter((email) => email !== null));
    expectUnique(shop.map(({ profile }) => profile.externalId));
    expectUnique(shop.map(({ profile }) => profile.phone).filter((phone) => phone !== null));
    expectUnique(allEvents.map((event) => event.messageId));
    expectUnique(named(allEvents, "Order Completed").map((event) => event.properties.order_id));
  });

  it("reaches nobody real: addresses at example.com, phones from ranges set aside for fiction", () => {
    for (const { profile } of shop) {
      if (profile.email !== null) expect(profile.email).toMatch(/^[a-z]+\.[a-z]+\.\d{4}@example\.com$/);
      if (profile.phone === null) continue;
      const country = COUNTRIES.find(({ code }) => code === profile.attributes.country);
      expect(country?.phones?.prefixes.some((prefix) => profile.phone?.startsWith(prefix))).toBe(true);
      expect(profile.phone).toMatch(/^\+\d{10,13}$/);
    }
  });

  it("knows a few people without an email address, who have agreed to nothing", () => {
    const without = shop.filter(({ profile }) => profile.email === null);
    expect(without.length).toBeGreaterThan(50);
    expect(without.length).toBeLessThan(100);
    expect(without.every(({ profile }) => profile.consent.email === "unknown")).toBe(true);
  });

  it("orders only what was put in the cart, as it was when checkout started", () => {
    for (const { events } of shop) {
      const carts = new Map<unknown, Map<string, number>>();
      for (const event of events) {
        const cart = carts.get(event.properties.cart_id) ?? new Map<string, number>();
        const { product_id, quantity, products } = event.properties;
        if (event.name === "Product Added") {
          cart.set(String(product_id), (cart.get(String(product_id)) ?? 0) + Number(quantity));
          carts.set(event.properties.cart_id, cart);
        } else if (event.name === "Product Removed") {
          expect(cart.get(String(product_id))).toBe(quantity);
          cart.delete(String(product_id));
        } else if (["Cart Viewed", "Checkout Started", "Order Completed"].includes(event.name)) {
          expect(cart.size).toBeGreaterThan(0);
          expect(contents(products)).toEqual(Object.fromEntries(cart));
        }
        if (event.name === "Order Completed") carts.delete(event.properties.cart_id);
      }
    }
  });

  it("refunds only orders that were placed before, and each at most once", () => {
    for (const { events } of shop) {
      const refunds = named(events, "Order Refunded");
      expectUnique(refunds.map((refund) => refund.properties.order_id));
      for (const refund of refunds) {
        const order = named(events, "Order Completed").find(
          (each) => each.properties.order_id === refund.properties.order_id,
        );
        expect(order?.at).toBeLessThan(refund.at);
        expect(refund.properties.total).toBe(order?.properties.total);
      }
    }
  });

  it("knows of each profile what its events say", () => {
    for (const { profile, events } of shop) {
      const orders = named(events, "Order Completed");
      const spent = total(orders) - total(named(events, "Order Refunded"));
      expect(profile.attributes.orders_count).toBe(orders.length);
      expect(profile.attributes.total_spent).toBeCloseTo(spent, 6);
      const last = orders.at(-1);
      expect(profile.attributes.last_order_at).toBe(last && new Date(last.at).toISOString());
    }
  });

  it("has people to win back: fresh carts left behind, and the silent for one, two and three months", () => {
    const fresh = (withinMs: number) => shop.filter((entry) => abandonedSince(entry, now - withinMs)).length;
    expect(fresh(3 * DAY_MS)).toBeGreaterThanOrEqual(30);
    expect(fresh(20 * HOUR_MS)).toBeGreaterThanOrEqual(15);
    const silent = (days: number) =>
      shop.filter(({ events }) => now - (events.at(-1)?.at ?? now) > days * DAY_MS).length;
    expect(silent(30) - silent(60)).toBeGreaterThanOrEqual(50);
    expect(silent(60) - silent(90)).toBeGreaterThanOrEqual(50);
    expect(silent(90)).toBeGreaterThanOrEqual(200);
  });

  it("grows over the year", () => {
    const joined = (from: number, to: number) =>
      shop.filter(
        ({ profile }) => profile.createdAt >= now - from * DAY_MS && profile.createdAt < now - to * DAY_MS,
      ).length;
    expect(joined(182, 0)).toBeGreaterThan(joined(365, 182) * 1.1);
  });

  it("lives by the local clock: full evenings, quiet nights", () => {
    const hours = new Array<number>(24).fill(0);
    for (const { profile, events } of shop) {
      const hourOf = new Intl.DateTimeFormat("en", {
        hour: "2-digit",
        hourCycle: "h23",
        timeZone: profile.timezone,
      });
      for (const event of events) {
        const hour = Number(hourOf.format(event.at));
        // A refund is the shop's doing and keeps no customer's hours.
        if (event.name !== "Order Refunded") hours[hour] = (hours[hour] ?? 0) + 1;
      }
    }
    const between = (from: number, to: number) =>
      hours.slice(from, to).reduce((sum, count) => sum + count, 0);
    expect(between(18, 22)).toBeGreaterThan(between(9, 13));
    expect(between(0, 6)).toBeLessThan(hours.reduce((sum, count) => sum + count, 0) * 0.04);
  });
});

describe("generateSampleShop", () => {
  const now = Date.parse("2026-11-21T15:00:00Z");

  it("gives the same shop again for the same moment and seed, and another for another seed", () => {
    const small = { now, profiles: 60 };
    expect([...generateSampleShop(small)]).toEqual([...generateSampleShop(small)]);
    expect([...generateSampleShop({ ...small, seed: "another" })]).not.toEqual([
      ...generateSampleShop(small),
    ]);
  });

  it("speaks of zones, locales and birthdays that exist, and of nothing that JSON would lose", () => {
    for (const entry of generateSampleShop({ now })) {
      const { timezone, locale, attributes } = entry.profile;
      expect(() => new Intl.DateTimeFormat(locale, { timeZone: timezone })).not.toThrow();
      if (attributes.birthday)
        expect(Temporal.PlainDate.from(String(attributes.birthday)).year).toBeLessThan(2008);
      expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
    }
  });

  it("has one home country, several others, and names in their own letters", () => {
    const shop = [...generateSampleShop({ now })];
    const home = shop.filter(({ profile }) => profile.attributes.country === "US").length;
    expect(home / shop.length).toBeGreaterThan(0.5);
    expect(home / shop.length).toBeLessThan(0.6);
    expect(new Set(shop.map(({ profile }) => profile.attributes.country)).size).toBe(COUNTRIES.length);
    for (const letters of [/^Zoë /, /^Jürgen /, /^João /, /^\p{Script=Han}{2,4}$/u]) {
      expect(shop.some(({ profile }) => letters.test(profile.name))).toBe(true);
    }
  });

  it("has many who bought once and a few who keep coming", () => {
    const counts = [...generateSampleShop({ now })].map(({ profile }) =>
      Number(profile.attributes.orders_count),
    );
    const withOrders = (from: number, to: number) => counts.filter((n) => n >= from && n <= to).length;
    expect(withOrders(1, 1)).toBeGreaterThan(withOrders(2, Infinity));
    expect(withOrders(8, Infinity)).toBeGreaterThan(5);
    expect(withOrders(8, Infinity)).toBeLessThan(150);
  });
});

function expectUnique(values: readonly unknown[]): void {
  expect(new Set(values).size).toBe(values.length);
}

function named(events: readonly SampleEvent[], name: SampleEvent["name"]): SampleEvent[] {
  return events.filter((event) => event.name === name);
}

function total(events: readonly SampleEvent[]): number {
  return events.reduce((sum, event) => sum + Number(event.properties.total), 0);
}

function contents(products: unknown): Record<string, number> {
  const lines = products as Array<{ product_id: string; quantity: number }>;
  return Object.fromEntries(lines.map((line) => [line.product_id, line.quantity]));
}

/** Whether the profile's newest cart was last added to after `since` and never ordered. */
function abandonedSince({ events }: SampleShopEntry, since: number): boolean {
  const last = named(events, "Product Added").at(-1);
  const ordered = named(events, "Order Completed").map((order) => order.properties.cart_id);
  return last !== undefined && last.at > since && !ordered.includes(last.properties.cart_id);
}
