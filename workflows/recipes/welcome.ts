import { drawGraph, type Recipe } from "./recipe.ts";
import { email, needsEmail, wait } from "./steps.ts";

export const welcome: Recipe = {
  id: "welcome",
  name: "Welcome on signup",
  group: "welcome",
  summary:
    "Greets new people at once, tells two days later who you are, and on the fourth day what others come back for. The first order ends it.",
  timing: "At once, after 2 days and after 4 days",
  advice: [
    "Tell in the second email what only you can tell: why there is this shop, and who packs the parcels.",
    "Name two or three things in the last one that people really order again.",
  ],
  needs: [
    { kind: "event", name: "Signed Up", why: "It starts when somebody signs up." },
    { kind: "event", name: "Order Completed", why: "The first order ends it and is its goal." },
    needsEmail,
  ],
  example: { properties: { source: "website" } },
  graph: {
    ...drawGraph([
      { id: "signup", type: "signup", config: {} },
      email(
        "hello",
        {
          subject: "Welcome to {{ shop.name }}",
          preview: "Good to have you with us",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nthank you for signing up. We are a small shop, and a person reads every reply to this email.\n\nHave a look around, and tell us what you are looking for.\n\nYou choose what you hear from us: {{ preferences_url }}',
        },
        {
          subject: "欢迎来到{{ shop.name }}",
          preview: "很高兴认识您",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n感谢您的注册。我们是一家小店，您的每一封回信都会有人认真阅读。\n\n随便逛逛，也欢迎告诉我们您在找什么。\n\n想收到哪些消息，由您决定：{{ preferences_url }}',
        },
      ),
      wait("two-days", 2, "days"),
      email(
        "story",
        {
          subject: "Who is behind {{ shop.name }}",
          preview: "A few words about us",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe would like you to know who you buy from. We choose everything ourselves, we pack every parcel with care, and we stand behind what we sell.\n\nIf you have a question, just reply. We like to hear from you.',
        },
        {
          subject: "{{ shop.name }}背后的故事",
          preview: "想和您聊几句",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n希望您能了解，您在向谁购买。每一件商品都由我们亲自挑选，每一个包裹都用心打包，我们对所售商品负责到底。\n\n有任何问题，直接回复就好。我们很乐意听到您的声音。',
        },
      ),
      wait("two-more-days", 2, "days"),
      email(
        "favourites",
        {
          subject: "What people come back to us for",
          preview: "A good place to begin",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nif you are wondering where to begin: these are the things our customers order again and again. We are happy to help you choose.',
        },
        {
          subject: "老顾客常回来买的东西",
          preview: "从这里开始就很好",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n如果还没想好从哪里开始，不妨看看老顾客一买再买的这些。需要我们帮您挑选，随时告诉我们。',
        },
      ),
    ]),
    settings: { goalEvent: "Order Completed", goalDays: 14 },
  },
};
