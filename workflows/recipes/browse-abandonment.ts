import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, wait } from "./steps.ts";

export const browseAbandonment: Recipe = {
  id: "browse-abandonment",
  name: "Looked, but put nothing in the cart",
  group: "carts",
  summary:
    "Comes back to a product that somebody looked at, four hours later and once more the next day. A cart or an order ends it, and whoever bought in the last ten days is left alone.",
  timing: "4 hours after looking, then 1 day later",
  advice: [
    "The same person enters at most once in 14 days.",
    "Pages must tell who is looking: only people whom the shop knows can be written to.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    {
      kind: "event",
      name: "Product Viewed",
      why: "It starts when somebody looks at a product; its name and url stand in the emails.",
    },
    { kind: "event", name: "Product Added", why: "A cart ends it." },
    { kind: "event", name: "Order Completed", why: "An order ends it, and recent buyers are left out." },
    needsEmail,
  ],
  example: {
    properties: {
      product_id: "candle-01",
      name: "Cedar candle",
      price: 24,
      url: "https://shop.example.com/candle",
    },
  },
  graph: {
    ...drawGraph([
      { id: "viewed", type: "event", config: { event: "Product Viewed" } },
      holdout("four-hours"),
      wait("four-hours", 4, "hours"),
      email(
        "still-interested",
        {
          subject: 'Did you like {{ event.name | default: "what you saw" }}?',
          preview: "Here it is once more",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyou had a look at {{ event.name | default: "something nice" }} today. If you would like to see it again, here it is.\n\nIs there anything you would like to know first? Just reply.',
          buttonLabel: "See it again",
          buttonUrl: "{{ event.url }}",
        },
        {
          subject: '喜欢{{ event.name | default: "您看过的商品" }}吗？',
          preview: "为您再送上一次",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您今天看过{{ event.name | default: "一件不错的商品" }}。想再看看的话，它就在这里。\n\n购买前想了解什么？直接回复就好。',
          buttonLabel: "再看一眼",
          buttonUrl: "{{ event.url }}",
        },
      ),
      wait("a-day", 1, "days"),
      email(
        "something-else",
        {
          subject: "Not quite what you were looking for?",
          preview: "We are happy to help you look",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nperhaps {{ event.name | default: "it" }} was not quite right. Tell us what you have in mind, and we will look for something that fits.',
        },
        {
          subject: "还没找到合心意的吗？",
          preview: "我们很乐意帮您找",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n也许{{ event.name | default: "它" }}还不是最合适的。告诉我们您的想法，我们帮您找一件真正合适的。',
        },
      ),
    ]),
    settings: {
      reentry: "after-days",
      reentryDays: 14,
      exitEvents: [
        { event: "Product Added", where: [] },
        { event: "Checkout Started", where: [] },
      ],
      exitCondition: {
        kind: "any",
        of: [
          { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 10 },
          { kind: "event", event: "Product Added", atLeast: 1, withinDays: 1 },
        ],
      },
      goalEvent: "Order Completed",
      goalDays: 7,
    },
  },
};
