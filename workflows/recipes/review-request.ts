import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, wait } from "./steps.ts";

export const reviewRequest: Recipe = {
  id: "review-request",
  name: "Ask for a review",
  group: "service",
  summary:
    "Asks a week after the parcel arrived how it is, and offers help first to those who are not happy. A review or a refund ends it.",
  timing: "7 days after delivery, once for each order",
  advice: [
    "Take 14 days for things that need time, like a mattress or a cream.",
    "Put the link to your reviews on the button: your shop can send it with the event as review_url.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    {
      kind: "event",
      name: "Order Delivered",
      why: "It says that the parcel has arrived, with order_id. Many shops send it from the parcel service’s webhook.",
    },
    { kind: "event", name: "Product Reviewed", why: "A review is its goal and ends it." },
    { kind: "event", name: "Order Refunded", why: "Whose order was refunded is not asked." },
    needsEmail,
  ],
  example: { properties: { order_id: "1001", review_url: "https://shop.example.com/reviews/1001" } },
  graph: {
    ...drawGraph([
      { id: "delivered", type: "event", config: { event: "Order Delivered" } },
      holdout("a-week"),
      wait("a-week", 7, "days"),
      email(
        "ask",
        {
          subject: "How is it?",
          preview: "Your word helps others, and us",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour order has been with you for a week. Is anything not as it should be? Then reply to this email first, and we put it right.\n\nAnd if you are happy with it: a few honest words help others to choose.',
          buttonLabel: "Write a few words",
          buttonUrl: "{{ event.review_url }}",
        },
        {
          subject: "用得怎么样？",
          preview: "您的话能帮到别人，也能帮到我们",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您的订单已经送达一周了。有什么不满意的吗？请先回复这封邮件，我们来处理。\n\n如果您满意：几句真实的评价，就能帮别人做选择。',
          buttonLabel: "写几句评价",
          buttonUrl: "{{ event.review_url }}",
        },
      ),
    ]),
    settings: {
      reentry: "per-key",
      reentryKey: "event.order_id",
      exitEvents: [
        {
          event: "Order Refunded",
          where: [{ property: "order_id", operator: "equals", value: "{{ event.order_id }}" }],
        },
      ],
      goalEvent: "Product Reviewed",
      goalDays: 30,
    },
  },
};
