import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, wait } from "./steps.ts";

export const replenishment: Recipe = {
  id: "replenishment",
  name: "Running low",
  group: "coming-back",
  summary:
    "Reminds people to order again before what they bought runs out, and once more five days later. Every order begins the count anew.",
  timing: "30 days after the last order, then 5 days later",
  advice: [
    "30 days is a guess. Take three quarters of the usual time between two orders of the same thing: 45 days for what lasts two months.",
    "If only some of your products run out, say so in the trigger under “Only if”.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    { kind: "event", name: "Order Completed", why: "It starts the count, and ends the reminders." },
    needsEmail,
  ],
  example: { properties: { order_id: "1001", total: 64, products: [{ name: "Olive soap", quantity: 2 }] } },
  graph: {
    ...drawGraph([
      { id: "order", type: "event", config: { event: "Order Completed" } },
      holdout("thirty-days"),
      wait("thirty-days", 30, "days"),
      email(
        "reminder",
        {
          subject: 'Is {{ event.products[0].name | default: "it" }} running low?',
          preview: "It may be time for more",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nif you used it as most people do, {{ event.products[0].name | default: "what you ordered last time" }} should be running low by now. Order today, and it is there before you miss it.',
        },
        {
          subject: '{{ event.products[0].name | default: "上次买的" }}快用完了吗？',
          preview: "也许该补货了",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n按一般的用量，{{ event.products[0].name | default: "您上次买的商品" }}现在应该快用完了。今天下单，用完之前就能送到。',
        },
      ),
      wait("five-days", 5, "days"),
      email(
        "nudge",
        {
          subject: "In case you have run out",
          preview: "We have more for you",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nonly a short note, in case you have run out in the meantime. If you still have plenty, forget about it: we do not ask again until your next order.',
        },
        {
          subject: "万一已经用完了",
          preview: "我们这里还有",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n只是一个小提醒，万一您已经用完了。如果还有不少，请忽略这封邮件：在您下次下单之前，我们不会再提醒。',
        },
      ),
    ]),
    settings: {
      reentry: "after-exit",
      whenInside: "restart",
      goalEvent: "Order Completed",
      goalDays: 45,
    },
  },
};
