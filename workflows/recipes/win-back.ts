import { drawGraph, type Recipe } from "./recipe.ts";

export const winBack: Recipe = {
  id: "win-back",
  name: "Win-back after inactivity",
  summary:
    "Writes to people who have not ordered for 60 days: first what is new, a week later a last hello. An order ends it.",
  needs: ["Order Completed"],
  graph: drawGraph([
    { id: "quiet", type: "inactivity", config: { event: "Order Completed", days: 60 } },
    {
      id: "news",
      type: "send-email",
      config: {
        subject: 'It has been a while, {{ profile.firstName | default: "friend" }}',
        preview: "Here is what is new",
        body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe have not seen you for some time, and a few things have changed since. Come and have a look when you feel like it.',
      },
    },
    { id: "a-week", type: "delay", config: { duration: { amount: 7, unit: "days" } } },
    {
      id: "goodbye",
      type: "send-email",
      config: {
        subject: "Shall we stay in touch?",
        body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe do not want to fill your inbox. If you would rather not hear from us, the link below ends it with one click. If you stay, we are glad.',
      },
    },
  ]),
};
