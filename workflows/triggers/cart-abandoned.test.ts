import { expect, it } from "vitest";
import { type Cart, PROFILE_CART_KEY } from "../cart.ts";
import { word } from "../phrase.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "../testing/sample-facts.ts";
import { cartAbandoned, cartData } from "./cart-abandoned.ts";

const config = { idle: { amount: 1, unit: "hours" as const } };
const cart: Cart = {
  cartKey: "c1",
  items: [{ id: "a", name: "Cup", price: 8, quantity: 2 }],
  status: "open",
  openedAt: NOW - HOUR_MS,
  changedAt: NOW,
};
const on = (...carts: Cart[]) =>
  cartAbandoned.on(config, { name: "Product Added", at: NOW, properties: {} }, { zone: "UTC", carts });
const due = (found: Cart | null, lastStartedAt: number | null = null) =>
  cartAbandoned.due?.(
    config,
    { timerKey: "c1", setAt: NOW, data: {} },
    { now: NOW + HOUR_MS, profile: makeFacts().profile, zone: "UTC", cart: found, lastStartedAt },
  );

it("says how long the cart was left", () => {
  expect(word(cartAbandoned.describe(config))).toBe("When a cart was left for 1 hour");
});

it("waits from the last change of a cart with something in it, and for no other", () => {
  expect(on(cart)).toMatchObject([{ kind: "arm", timerKey: "c1", dueAt: NOW + HOUR_MS, setAt: NOW }]);
  expect(on({ ...cart, items: [] }, { ...cart, cartKey: "c2", status: "ordered" })).toEqual([
    { kind: "disarm", timerKey: "c1" },
    { kind: "disarm", timerKey: "c2" },
  ]);
});

it("starts with the cart as it is, and remembers which one it was and when it changed", () => {
  expect(due(cart)).toEqual({
    kind: "start",
    entryKey: "cart-c1",
    data: { cart: { id: "c1", items: cart.items, total: 16, count: 1 }, cartKey: "c1", cartChangedAt: NOW },
  });
});

it("takes each new filling of a cart without an id for another cart", () => {
  const nameless = { ...cart, cartKey: PROFILE_CART_KEY };
  expect(due(nameless)).toMatchObject({ entryKey: `cart-since-${cart.openedAt}` });
  expect(due({ ...nameless, openedAt: NOW })).toMatchObject({ entryKey: `cart-since-${NOW}` });
});

it("does not start for a cart that is ordered, empty or gone, or within a week of the last time", () => {
  const refused = (code: string) => ({ kind: "refuse", reason: { code } });
  expect(due({ ...cart, status: "ordered" })).toEqual(refused("trigger.cart-ordered"));
  expect(due({ ...cart, items: [] })).toEqual(refused("trigger.cart-empty"));
  expect(due(null)).toEqual(refused("trigger.cart-empty"));
  expect(due(cart, NOW + HOUR_MS - 7 * DAY_MS + 1)).toEqual(refused("trigger.cart-weekly-cap"));
  expect(due(cart, NOW + HOUR_MS - 7 * DAY_MS)).toMatchObject({ kind: "start" });
});

it("tells templates what the cart costs", () => {
  const items = [...cart.items, { id: "b", name: "Tea", price: 4.5, quantity: 1 }];
  expect(cartData({ ...cart, items })).toMatchObject({ total: 20.5, count: 2 });
  expect(cartAbandoned.exitEvents(config)).toEqual(["Order Completed"]);
});

it("waits a day of the calendar where the person has moved to, and an hour anywhere", () => {
  const [day, before] = [{ idle: { amount: 1, unit: "days" as const } }, Date.UTC(2026, 2, 28, 12)];
  expect(cartAbandoned.reschedule?.(day, before, "Europe/Berlin")).toBe(before + DAY_MS - HOUR_MS);
  expect(cartAbandoned.reschedule?.(day, before, "Asia/Tokyo")).toBe(before + DAY_MS);
  expect(cartAbandoned.reschedule?.(config, before, "Europe/Berlin")).toBe(before + HOUR_MS);
});
