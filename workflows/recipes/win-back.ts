import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, wait } from "./steps.ts";

export const winBack: Recipe = {
  id: "win-back",
  name: "Win-back after inactivity",
  group: "coming-back",
  summary:
    "Writes to people who have not ordered for 60 days: first what is new, a week later a reason to come by, two weeks later a last hello. An order ends it, and so does a visit.",
  timing: "60 days after the last order, then 1 week and 2 weeks later",
  advice: [
    "60 days is a guess. Take about twice the usual time between two orders of your shop.",
    "If you give something in the second email, write there what it is and until when it holds.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    { kind: "event", name: "Order Completed", why: "It counts the days since the last order, and ends it." },
    { kind: "event", name: "Product Viewed", why: "Who comes back to look around gets no more of it." },
    needsEmail,
  ],
  example: { properties: { order_id: "1001", total: 64 } },
  graph: {
    ...drawGraph([
      { id: "quiet", type: "inactivity", config: { event: "Order Completed", days: 60 } },
      holdout("news"),
      email(
        "news",
        {
          subject: 'It has been a while, {{ profile.firstName | default: "friend" }}',
          preview: "Here is what is new",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe have not seen you for some time, and a few things have changed since. Come and have a look when you feel like it.',
        },
        {
          subject: '好久不见，{{ profile.name | default: "朋友" }}',
          preview: "来看看有什么新变化",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n有一阵子没见到您了，店里也有了一些新变化。有空时，欢迎来看看。',
        },
      ),
      wait("a-week", 7, "days"),
      email(
        "reason",
        {
          subject: "Anything we could do better?",
          preview: "We would like to have you back",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe would like to have you back. If something was not right last time, tell us: we put it right, and we learn from it.\n\nAnd if you are looking for something, we are glad to help you find it.',
        },
        {
          subject: "有什么我们可以做得更好的吗？",
          preview: "期待您再来",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n我们很期待您再来。如果上次有什么不满意，请告诉我们：我们会为您处理好，也会从中改进。\n\n如果您正在找什么，我们也很乐意帮您一起找。',
        },
      ),
      wait("two-weeks", 14, "days"),
      email(
        "goodbye",
        {
          subject: "Shall we stay in touch?",
          preview: "You decide",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe do not want to fill your inbox. If you would rather not hear from us, the link below ends it with one click. If you stay, we are glad.',
        },
        {
          subject: "还要继续联系吗？",
          preview: "由您决定",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n我们不想打扰您。如果您不想再收到我们的消息，点击下面的链接就能退订。如果您愿意留下，我们会很高兴。',
        },
      ),
    ]),
    settings: {
      exitEvents: [{ event: "Product Viewed", where: [] }],
      goalEvent: "Order Completed",
      goalDays: 30,
    },
  },
};
