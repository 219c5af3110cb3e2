import { importGraph, type OwnerApi, publish } from "#server/testing/owner-api.ts";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

export const VIEWED = "Product Viewed";
export const ADDED = "Product Added";
export const ORDERED = "Order Completed";

/** The steps that send something, by their node ids; a subject begins with the id of its node. */
export const emailNodes = ["seen", "thanks", "reminder"] as const;
export const webhookNode = "tell";

/** Each event enters for itself, also while the person is inside, and nothing holds a message back. */
const eachEvent = {
  reentry: "per-key",
  reentryKey: "event.id",
  whenInside: "parallel",
  quietHours: "off",
  caps: "off",
};
const withoutLimits = { quietHours: "off", caps: "off" };

function email(id: (typeof emailNodes)[number], what: string) {
  return { id, type: "send-email", config: { subject: `${id} {{ ${what} }}`, body: "There is news." } };
}

function journeys(webhookUrl: string): Record<string, Graph> {
  const seen = drawGraph([
    { id: "view", type: "event", config: { event: VIEWED } },
    email("seen", "event.id"),
  ]);
  const thanks = drawGraph([
    { id: "order", type: "event", config: { event: ORDERED } },
    { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "minutes" } } },
    {
      id: webhookNode,
      type: "call-webhook",
      config: { url: webhookUrl, body: '{"id": {{ event.id | json }}}' },
    },
    email("thanks", "event.id"),
  ]);
  const reminder = drawGraph([
    { id: "cart", type: "cart-abandoned", config: { idle: { amount: 30, unit: "minutes" } } },
    email("reminder", "cart.id"),
  ]);
  return {
    "Seen it": { ...seen, settings: eachEvent },
    Thanks: { ...thanks, settings: eachEvent },
    Reminder: { ...reminder, settings: withoutLimits },
  };
}

/** Switches all of them on. */
export async function publishJourneys(api: OwnerApi, webhookUrl: string): Promise<void> {
  for (const [name, graph] of Object.entries(journeys(webhookUrl)))
    await publish(api, await importGraph(api, name, graph));
}
