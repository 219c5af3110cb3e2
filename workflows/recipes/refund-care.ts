import { drawGraph, type Recipe } from "./recipe.ts";
import { email, needsEmail, wait } from "./steps.ts";

const needed = { transactional: true };

export const refundCare: Recipe = {
  id: "refund-care",
  name: "Care after a refund",
  group: "service",
  summary:
    "Says sorry an hour after a refund and what happens with the money, and asks five days later whether all is well. A new order ends it.",
  timing: "1 hour after the refund, then 5 days later",
  advice: [
    "Say how long the money usually takes.",
    "For parcels that did not arrive, take the event of your parcel service as the trigger: the texts need little change.",
    "People need these messages, so they go out without marketing consent. Keep offers out of them.",
  ],
  needs: [
    { kind: "event", name: "Order Refunded", why: "It starts it, and brings order_id and total." },
    { kind: "event", name: "Order Completed", why: "A new order is its goal and ends it." },
    needsEmail,
  ],
  example: { properties: { order_id: "1001", total: 64 } },
  graph: {
    ...drawGraph([
      { id: "refunded", type: "event", config: { event: "Order Refunded" } },
      wait("an-hour", 1, "hours"),
      email(
        "sorry",
        {
          subject: "Your refund is on its way",
          preview: "We are sorry that it did not work out",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe are sorry that it did not work out this time.{% if event.total %} {{ event.total | money }} are on their way back to you.{% endif %} It can take a few days until your bank shows it.\n\nIf there is something we should know, reply to this email.',
        },
        {
          subject: "您的退款正在处理",
          preview: "很抱歉这次没能让您满意",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n很抱歉这次没能让您满意。{% if event.total %}{{ event.total | money }} 正在退回给您。{% endif %}银行到账可能需要几天。\n\n如果有什么想告诉我们的，请回复这封邮件。',
        },
        needed,
      ),
      wait("five-days", 5, "days"),
      email(
        "all-well",
        {
          subject: "Has your refund arrived?",
          preview: "A short question from us",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nby now your money should be back. If it is not, or if anything else is still open, reply and we look after it at once.',
        },
        {
          subject: "退款收到了吗？",
          preview: "想和您确认一下",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您的退款现在应该已经到账。如果还没有，或者还有其他没解决的问题，请回复我们，我们会马上处理。',
        },
        needed,
      ),
    ]),
    settings: {
      reentry: "per-key",
      reentryKey: "event.order_id",
      goalEvent: "Order Completed",
      goalDays: 60,
    },
  },
};
