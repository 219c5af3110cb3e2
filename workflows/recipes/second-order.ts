import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, wait } from "./steps.ts";

export const secondOrder: Recipe = {
  id: "second-order",
  name: "From the first order to the second",
  group: "welcome",
  summary:
    "Thanks people for their first order and asks how it is going, and three weeks later tells them what goes well with it. A second order ends it.",
  timing: "3 days and 3 weeks after the first order",
  advice: [
    "Whoever has ordered more than once is left out.",
    "If your parcels travel for long, let the first wait be longer, so that the thanks come after the parcel.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    { kind: "event", name: "Order Completed", why: "The first order starts it, and the second one ends it." },
    needsEmail,
  ],
  example: {
    properties: { order_id: "1001", total: 64, products: [{ name: "Cedar candle", price: 24, quantity: 1 }] },
    counts: { "Order Completed": 1 },
  },
  graph: {
    ...drawGraph([
      { id: "order", type: "event", config: { event: "Order Completed" } },
      holdout("three-days"),
      wait("three-days", 3, "days"),
      email(
        "thanks",
        {
          subject: "Thank you for your first order",
          preview: "Is everything as you hoped?",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nthank you for trusting us with your first order. We hope that it is just what you wanted, or soon will be.\n\nIf anything is not right, reply to this email and we will put it right.',
        },
        {
          subject: "感谢您的第一笔订单",
          preview: "一切都还满意吗？",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n感谢您把第一笔订单交给我们，希望它正合您的心意。\n\n如果有任何不满意，回复这封邮件，我们会为您处理好。',
        },
      ),
      wait("eighteen-days", 18, "days"),
      email(
        "goes-well",
        {
          subject: "What goes well with your order",
          preview: "A few ideas from us",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nby now you know what you got from us quite well. Many people add something that goes with it: tell us what you bought it for, and we will gladly suggest something.\n\nOr just come by and look around.',
        },
        {
          subject: "和您的订单很搭的几样东西",
          preview: "我们的一点小建议",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n现在您对买到的东西应该已经很熟悉了。不少顾客会再添一件与它相配的：告诉我们您的用途，我们很乐意为您推荐。\n\n也欢迎随时来逛逛。',
        },
      ),
    ]),
    settings: {
      exitCondition: { kind: "event", event: "Order Completed", atLeast: 2, withinDays: 0 },
      goalEvent: "Order Completed",
      goalDays: 60,
    },
  },
};
