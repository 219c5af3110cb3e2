import { drawGraph, type Recipe } from "./recipe.ts";
import { email, needsEmail, wait } from "./steps.ts";

const needed = { transactional: true };

export const paymentFailed: Recipe = {
  id: "payment-failed",
  name: "A payment failed",
  group: "service",
  summary:
    "Tells people at once that a payment did not go through, three days later again, and four days after that for the last time. A payment or a cancellation ends it.",
  timing: "At once, after 3 days and after 7 days",
  advice: [
    "Send with the event the address where the card can be changed, as update_url.",
    "Most failed payments are an expired card: be kind, nobody means to owe you money.",
    "People need these messages, so they go out without marketing consent. Keep offers out of them.",
  ],
  needs: [
    { kind: "event", name: "Payment Failed", why: "It starts it, and brings update_url." },
    { kind: "event", name: "Payment Succeeded", why: "It is the goal and ends it." },
    needsEmail,
  ],
  example: { properties: { update_url: "https://shop.example.com/billing" } },
  graph: {
    ...drawGraph([
      { id: "failed", type: "event", config: { event: "Payment Failed" } },
      email(
        "at-once",
        {
          subject: "Your payment did not go through",
          preview: "Most often the card has expired",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour last payment to {{ shop.name }} did not go through. Most often the card has expired, and it takes a minute to change it.\n\nNothing is lost: as soon as it is paid, everything goes on.',
          buttonLabel: "Change the card",
          buttonUrl: "{{ event.update_url }}",
        },
        {
          subject: "您的付款未成功",
          preview: "多数时候只是卡过期了",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您最近一次向{{ shop.name }}的付款未能成功。多数时候只是卡过期了，更新一下只需一分钟。\n\n不必担心：付款完成后，一切照常。',
          buttonLabel: "更新支付方式",
          buttonUrl: "{{ event.update_url }}",
        },
        needed,
      ),
      wait("three-days", 3, "days"),
      email(
        "again",
        {
          subject: "Your payment is still open",
          preview: "Can we help?",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour payment is still open. If the card is fine and you do not know why, reply to this email: we look at it together.',
          buttonLabel: "Pay now",
          buttonUrl: "{{ event.update_url }}",
        },
        {
          subject: "您的付款还未完成",
          preview: "需要帮忙吗？",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您的付款还未完成。如果卡没有问题，也不清楚原因，请回复这封邮件，我们一起看看。',
          buttonLabel: "现在付款",
          buttonUrl: "{{ event.update_url }}",
        },
        needed,
      ),
      wait("four-days", 4, "days"),
      email(
        "last",
        {
          subject: "Last notice about your payment",
          preview: "We would not like to stop here",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nthis is our last notice about the open payment. If you want to go on, please settle it in the next days. If you would rather stop, tell us, and we take care of it.',
          buttonLabel: "Pay now",
          buttonUrl: "{{ event.update_url }}",
        },
        {
          subject: "关于您的付款，最后一次提醒",
          preview: "我们希望能继续为您服务",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n这是我们关于这笔付款的最后一次提醒。如果想继续使用，请在这几天内完成付款。如果想停止，告诉我们，我们来处理。',
          buttonLabel: "现在付款",
          buttonUrl: "{{ event.update_url }}",
        },
        needed,
      ),
    ]),
    settings: {
      reentry: "after-exit",
      exitEvents: [{ event: "Subscription Cancelled", where: [] }],
      goalEvent: "Payment Succeeded",
      goalDays: 14,
    },
  },
};
