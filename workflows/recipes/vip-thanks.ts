import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, wait } from "./steps.ts";

const VIP_TAG = "vip";

export const vipThanks: Recipe = {
  id: "vip-thanks",
  name: "Thank-you to your best customers",
  group: "welcome",
  summary:
    "With the fifth order people get the tag “vip” and a personal thank-you, and three days later what you do for them.",
  timing: "1 hour after the fifth order, then 3 days later",
  advice: [
    "Choose how many orders make somebody one of your best customers.",
    "Say in the second email what you really do for them, like sending their parcels first.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    { kind: "event", name: "Order Completed", why: "It counts the orders of each person." },
    needsEmail,
  ],
  example: { properties: { order_id: "1005", total: 82 }, counts: { "Order Completed": 5 } },
  graph: {
    ...drawGraph([
      { id: "order", type: "event", config: { event: "Order Completed" } },
      {
        id: "how-many",
        type: "branch",
        config: {
          paths: [
            {
              id: "thanked",
              label: "Thanked before",
              condition: { kind: "tag", tag: VIP_TAG },
            },
            {
              id: "enough",
              label: "Five orders or more",
              condition: { kind: "event", event: "Order Completed", atLeast: 5, withinDays: 0 },
            },
          ],
        },
        to: { enough: "holdout" },
      },
      holdout("tag"),
      { id: "tag", type: "update-profile", config: { changes: [{ kind: "add-tag", value: VIP_TAG }] } },
      wait("an-hour", 1, "hours"),
      email(
        "thanks",
        {
          subject: "You are one of our best customers",
          preview: "This one is only to say thank you",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nthat was your fifth order with us. We notice, and it means a lot to a small shop.\n\nThank you. There is nothing to click here; we only wanted to say it.',
        },
        {
          subject: "您是我们最珍贵的顾客之一",
          preview: "只想对您说声谢谢",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n这已经是您在我们这里的第五笔订单。我们都记在心里，对一家小店来说，这意义非凡。\n\n谢谢您。这里没有什么要点击的，我们只是想亲口说一声。',
        },
      ),
      wait("three-days", 3, "days"),
      email(
        "what-we-do",
        {
          subject: "A word for our regulars",
          preview: "You have a direct line to us",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nas one of our regulars you have a direct line: reply to this email whenever you need something, and we look after it first.\n\nIf you miss something in the shop, tell us. We listen to you when we choose what comes next.',
        },
        {
          subject: "写给老顾客的话",
          preview: "您可以直接找到我们",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n作为老顾客，您可以直接找到我们：需要什么，回复这封邮件，我们会优先处理。\n\n如果店里少了您想要的东西，也请告诉我们。选新品时，我们会听您的意见。',
        },
      ),
    ]),
    settings: { reentry: "after-exit", goalEvent: "Order Completed", goalDays: 60 },
  },
};
