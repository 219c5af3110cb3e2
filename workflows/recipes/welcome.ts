import { drawGraph, type Recipe } from "./recipe.ts";

export const welcome: Recipe = {
  id: "welcome",
  name: "Welcome on signup",
  summary: "Greets new people at once and comes back two days later with what your shop is best at.",
  needs: ["Signed Up"],
  graph: drawGraph([
    { id: "signup", type: "signup", config: {} },
    {
      id: "hello",
      type: "send-email",
      config: {
        subject: "Welcome to {{ shop.name }}",
        preview: "Good to have you with us",
        body: 'Hello {{ profile.firstName | default: "there" }},\n\nthank you for signing up. We are a small shop, and a person reads every reply to this email.\n\nHave a look around, and tell us what you are looking for.',
      },
    },
    { id: "two-days", type: "delay", config: { duration: { amount: 2, unit: "days" } } },
    {
      id: "ordered",
      type: "branch",
      config: {
        paths: [
          {
            id: "yes",
            label: "Has ordered",
            condition: { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 3 },
          },
        ],
      },
      to: { yes: "done", otherwise: "favourites" },
    },
    { id: "done", type: "exit", config: {}, to: {}, row: 4 },
    {
      id: "favourites",
      type: "send-email",
      config: {
        subject: "What people come back to us for",
        body: 'Hello {{ profile.firstName | default: "there" }},\n\nif you are wondering where to begin: these are the things our customers order again and again. We are happy to help you choose.',
      },
      column: 1,
      row: 4,
    },
  ]),
};
