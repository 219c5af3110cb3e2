import { describe, expect, it } from "vitest";
import { type Cart, foldCart } from "./cart.ts";
import { compileGraph } from "./compile.ts";
import { exitOnEvent } from "./exits.ts";
import { eventNamesOf, matchTrigger, watchesProfiles } from "./matching.ts";
import type { TriggerEvent } from "./node.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "./testing/sample-facts.ts";
import { cartAbandoned } from "./triggers/cart-abandoned.ts";

const leave = { id: "leave", type: "exit", config: {} };
const graphOf = (type: string, config: Record<string, unknown>) =>
  compileGraph(drawGraph([{ id: "start", type, config }, leave]));

const signup = graphOf("signup", {});
const viewed = graphOf("event", { event: "Product Viewed" });
const quiet = graphOf("inactivity", { event: "Order Completed", days: 30 });
const cart = graphOf("cart-abandoned", { idle: { amount: 2, unit: "hours" } });
const none = compileGraph(drawGraph([leave]));
const { profile } = makeFacts();

function match(
  graph: typeof signup,
  name: string,
  properties: Record<string, unknown> = {},
  carts: Cart[] = [],
) {
  const event: TriggerEvent = { name, at: NOW, properties };
  return matchTrigger(graph, event, { zone: "Europe/Berlin", carts });
}

it("starts for the event it was told to watch, with what the event brought", () => {
  expect(match(signup, "Signed Up", { source: "shop" })).toEqual([
    { kind: "start", entryKey: "once", data: { event: { source: "shop" } } },
  ]);
  expect(match(viewed, "Product Viewed")).toHaveLength(1);
});

it.each(["signed up", "Product Viewed", "constructor", ""])("has nothing to do with “%s”", (name) => {
  expect(match(signup, name)).toEqual([]);
  expect(match(none, name)).toEqual([]);
});

it("counts quiet days from the event, at the time of day where the person is", () => {
  // The clocks in Berlin change in between.
  expect(match(quiet, "Order Completed", { total: 5 })).toEqual([
    {
      kind: "arm",
      timerKey: "quiet",
      setAt: NOW,
      dueAt: NOW + 30 * DAY_MS - HOUR_MS,
      data: { event: { total: 5 } },
    },
  ]);
});

describe("a cart", () => {
  const added = { name: "Product Added", at: NOW, properties: { cart_id: "c1", product_id: "a", price: 5 } };
  const open = foldCart(undefined, added);

  it("is waited for from its last change, and not any more once it is empty or ordered", () => {
    expect(match(cart, "Product Added", {}, [open])).toEqual([
      { kind: "arm", timerKey: "c1", setAt: NOW, dueAt: NOW + 2 * HOUR_MS, data: {} },
    ]);
    const closed = { ...open, status: "ordered" as const };
    expect(match(cart, "Order Completed", {}, [closed, { ...open, cartKey: "c2", items: [] }])).toEqual([
      { kind: "disarm", timerKey: "c1" },
      { kind: "disarm", timerKey: "c2" },
    ]);
  });

  it.each([
    ["nothing in it", { ...open, items: [] }, null, "trigger.cart-empty"],
    ["gone", null, null, "trigger.cart-empty"],
    ["ordered", { ...open, status: "ordered" as const }, null, "trigger.cart-ordered"],
    ["a reminder six days ago", open, NOW - 6 * DAY_MS, "trigger.cart-weekly-cap"],
  ])("is not reminded of: %s", (_why, found, lastStartedAt, code) => {
    const timer = { timerKey: "c1", setAt: NOW, data: {} };
    expect(due(timer, { now: NOW, profile, zone: "UTC", cart: found, lastStartedAt })).toEqual({
      kind: "refuse",
      reason: { code },
    });
  });

  it("is reminded of once, by its id; one without an id each time it begins anew", () => {
    const context = { now: NOW, profile, zone: "UTC", cart: open, lastStartedAt: NOW - 7 * DAY_MS };
    const timer = { timerKey: "c1", setAt: NOW, data: {} };
    expect(due(timer, context)).toMatchObject({
      kind: "start",
      entryKey: "cart-c1",
      data: { cart: { id: "c1", total: 5, count: 1 } },
    });
    const nameless = { ...open, cartKey: "profile", openedAt: NOW - HOUR_MS };
    expect(due(timer, { ...context, cart: nameless })).toMatchObject({
      entryKey: `cart-since-${NOW - HOUR_MS}`,
    });
  });

  function due(
    ...[timer, context]: [
      Parameters<NonNullable<typeof cartAbandoned.due>>[1],
      Parameters<NonNullable<typeof cartAbandoned.due>>[2],
    ]
  ) {
    return cartAbandoned.due!({ idle: { amount: 2, unit: "hours" } }, timer, context);
  }
});

it("knows which events end a run, and which it must see at all", () => {
  const ends = (graph: typeof signup, name: string) =>
    exitOnEvent(graph, { name, at: NOW, properties: {} }, { data: {} }, "UTC") !== null;
  const ofCarts = ["Order Completed", "Product Added", "Signed Up"].map((name) => ends(cart, name));
  expect(ofCarts).toEqual([true, false, false]);
  expect(ends(quiet, "Order Completed")).toBe(true);
  expect(ends(none, "Order Completed")).toBe(false);
  expect(eventNamesOf(quiet)).toEqual(["Order Completed"]);
  expect(eventNamesOf(cart)).toContain("Product Removed");
  expect(eventNamesOf(none)).toEqual([]);
});

describe("what a graph has to be told of", () => {
  const start = { id: "start", type: "signup", config: {} };
  const ordered = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 0 };
  const vip = { kind: "attribute", attribute: "vip", operator: "exists" };
  const wait = (config: Record<string, unknown>) => ({ id: "wait", type: "wait-for", config });
  const graph = (step: Parameters<typeof drawGraph>[0][number], settings = {}) =>
    compileGraph({ ...drawGraph([start, step]), settings });

  it.each([
    ["a wait for an event", graph(wait({ event: "Paid" })), ["Paid"]],
    ["a wait for a count", graph(wait({ what: "condition", condition: ordered })), ["Order Completed"]],
    ["an exit event", graph(leave, { exitEvents: [{ event: "Refunded" }] }), ["Refunded"]],
    ["an exit rule that counts", graph(leave, { exitCondition: ordered }), ["Order Completed"]],
    ["a goal", graph(leave, { goalEvent: "Order Completed" }), ["Order Completed"]],
    [
      "one event for several",
      graph(wait({ event: "Paid" }), { goalEvent: "Paid", exitEvents: [{ event: "Paid" }] }),
      ["Paid"],
    ],
  ])("%s", (_what, compiled, names) => {
    expect(eventNamesOf(compiled)).toEqual(["Signed Up", ...names]);
  });

  it("a change of a person concerns rules, dates and triggers that look at it, and nothing else", () => {
    const date = { id: "date", type: "delay", config: { mode: "date", attribute: "renewal" } };
    const minds = [
      graph(leave, { exitCondition: vip }),
      graph(wait({ what: "condition", condition: vip })),
      graph(date),
      graphOf("attribute-changed", { attribute: "plan" }),
      graphOf("date-attribute", { attribute: "birthday" }),
    ];
    expect(minds.map(watchesProfiles)).toEqual(minds.map(() => true));
    const others = [signup, quiet, cart, none, graph(wait({ event: "Paid" }))];
    expect(others.map(watchesProfiles)).toEqual(others.map(() => false));
  });
});
