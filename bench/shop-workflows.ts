import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

/** The shortest that a step can wait. */
export const SHORTEST_WAIT_MS = 60_000;
const shortest = { amount: 1, unit: "minutes" };

/** A tenth of the events of the shop's stream. */
const dear = [{ property: "price", operator: "greater", value: 100 }];
const candles = [{ property: "category", operator: "equals", value: "Candles" }];

const again = { reentry: "after-exit" };
const untilOrder = { ...again, exitEvents: [{ event: "Order Completed", where: [] }] };

/** What the measured shop has live, by name; with its stream every tenth event or so starts one of them. */
export const shopWorkflows: Record<string, Graph> = {
  "Looked at something dear": {
    ...drawGraph([
      { id: "looked", type: "event", config: { event: "Product Viewed", where: dear } },
      { id: "wait", type: "delay", config: { duration: shortest } },
      branchOn("candle", { kind: "data", path: "event.category", operator: "equals", value: "Candles" }),
      tag("likes-candles"),
    ]),
    settings: untilOrder,
  },
  "Left the cart": {
    ...drawGraph([
      { id: "added", type: "event", config: { event: "Product Added", where: dear } },
      waitFor("Order Completed", { timeout: "tag" }),
      tag("left-the-cart"),
    ]),
    settings: again,
  },
  "Thinks of candles": {
    ...drawGraph([
      { id: "added", type: "event", config: { event: "Product Added", where: candles } },
      waitFor("Product Viewed", { happened: "tag" }, [
        { property: "category", operator: "equals", value: "{{ event.category }}" },
      ]),
      tag("thinks-of-candles"),
    ]),
    settings: untilOrder,
  },
  "Left the checkout": {
    ...drawGraph([
      { id: "began", type: "event", config: { event: "Checkout Started", where: dear } },
      { id: "wait", type: "delay", config: { duration: shortest } },
      tag("left-the-checkout"),
    ]),
    settings: untilOrder,
  },
  "Orders again": {
    ...drawGraph([
      { id: "ordered", type: "event", config: { event: "Order Completed", where: dear } },
      branchOn("regular", { kind: "event", event: "Order Completed", atLeast: 2, withinDays: 30 }),
      tag("regular"),
    ]),
    settings: again,
  },
};

/** Those for whom it holds go on to the tag, the others leave. */
function branchOn(id: string, condition: object) {
  return {
    id,
    type: "branch",
    config: { paths: [{ id: "yes", label: "Yes", condition }] },
    to: { yes: "tag" },
  };
}

function waitFor(event: string, to: Record<string, string>, where: object[] = []) {
  return { id: "wait", type: "wait-for", config: { event, where, timeout: shortest }, to };
}

function tag(value: string) {
  return { id: "tag", type: "update-profile", config: { changes: [{ kind: "add-tag", value }] } };
}
