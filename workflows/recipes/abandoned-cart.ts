import { drawGraph, type Recipe } from "./recipe.ts";

export const abandonedCart: Recipe = {
  id: "abandoned-cart",
  name: "Abandoned cart",
  summary:
    "Reminds people of what they left in the cart, after four hours and once more a day later. An order ends it at once.",
  needs: ["Product Added", "Order Completed"],
  graph: drawGraph([
    { id: "cart", type: "cart-abandoned", config: { idle: { amount: 4, unit: "hours" } } },
    {
      id: "reminder",
      type: "send-email",
      config: {
        subject: 'You left {{ cart.items[0].name | default: "something" }} behind',
        preview: "We kept it for you",
        body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour cart is still here:\n\n{% for item in cart.items %}{{ item.quantity }} × {{ item.name }}\n{% endfor %}\nTogether {{ cart.total | money }}. If something kept you from ordering, just reply.',
      },
    },
    { id: "a-day", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
    {
      id: "has-push",
      type: "branch",
      config: {
        paths: [{ id: "yes", label: "Has web push", condition: { kind: "reachable", channel: "web-push" } }],
      },
      to: { yes: "push", otherwise: "second-email" },
    },
    {
      id: "push",
      type: "send-web-push",
      config: { title: "Still thinking it over?", body: "Your cart at {{ shop.name }} is waiting for you." },
      to: {},
      row: 4,
    },
    {
      id: "second-email",
      type: "send-email",
      config: {
        subject: "Can we help you decide?",
        body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour cart is still waiting, and so are we: ask us anything about size, delivery or returns. This is our last reminder.',
      },
      column: 1,
      row: 4,
    },
  ]),
};
