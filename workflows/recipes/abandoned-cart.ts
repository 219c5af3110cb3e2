import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, push, wait } from "./steps.ts";

export const abandonedCart: Recipe = {
  id: "abandoned-cart",
  name: "Abandoned cart",
  group: "carts",
  summary:
    "Reminds people of what they left in the cart, after four hours, a day later and two days after that. An order ends it at once.",
  timing: "4 hours after the last change of the cart, then 1 day and 2 days later",
  advice: [
    "Once per cart, and at most once a week for the same person.",
    "The last email offers help. If you want to give a code, give it to new customers only: others learn to wait for it.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    { kind: "event", name: "Product Added", why: "It says what is in the cart." },
    { kind: "event", name: "Order Completed", why: "It ends the reminders." },
    needsEmail,
    {
      kind: "channel",
      name: "web-push",
      why: "Who allowed notifications gets the second reminder as one. All others get an email.",
    },
  ],
  example: {
    properties: { cart_id: "sample", product_id: "candle-01", name: "Cedar candle", price: 24, quantity: 1 },
  },
  graph: {
    ...drawGraph([
      { id: "cart", type: "cart-abandoned", config: { idle: { amount: 4, unit: "hours" } } },
      holdout("reminder"),
      email(
        "reminder",
        {
          subject: 'You left {{ cart.items[0].name | default: "something" }} behind',
          preview: "We kept it for you",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour cart is still here:\n\n{% for item in cart.items %}{{ item.quantity }} × {{ item.name }}\n{% endfor %}\nTogether {{ cart.total | money }}. If something kept you from ordering, just reply.',
        },
        {
          subject: '您的{{ cart.items[0].name | default: "心仪商品" }}还在购物车里',
          preview: "我们为您保留着",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您的购物车还在这里：\n\n{% for item in cart.items %}{{ item.quantity }} × {{ item.name }}\n{% endfor %}\n合计 {{ cart.total | money }}。如果下单时遇到了什么问题，直接回复这封邮件就好。',
        },
      ),
      wait("a-day", 1, "days"),
      {
        id: "has-push",
        type: "branch",
        config: {
          paths: [
            { id: "yes", label: "Has web push", condition: { kind: "reachable", channel: "web-push" } },
          ],
        },
        to: { yes: "push", otherwise: "second-email" },
      },
      push(
        "push",
        { title: "Still thinking it over?", body: "Your cart at {{ shop.name }} is waiting for you." },
        { title: "还在考虑吗？", body: "您在{{ shop.name }}的购物车还在等您。" },
        { to: { next: "two-days", failed: "second-email" }, row: 5 },
      ),
      email(
        "second-email",
        {
          subject: "Still thinking it over?",
          preview: "What others ask us before they order",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour cart is still waiting. Before people order from us for the first time they often ask how long it takes, what it costs to send it back, and whether it is what it looks like.\n\nAsk us anything: a person answers.',
        },
        {
          subject: "还在考虑吗？",
          preview: "下单前，大家常问的几件事",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您的购物车还在等您。第一次下单前，大家常会问：多久能到、退货麻不麻烦、实物和图片是否一样。\n\n有什么想问的，尽管问，我们会亲自回复。',
        },
        { column: 1, row: 5, to: { next: "two-days" } },
      ),
      wait("two-days", 2, "days", { row: 6.5 }),
      email(
        "help",
        {
          subject: "Can we help you decide?",
          preview: "This is our last reminder",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nif you are not sure about the size, the colour or whether it suits what you have in mind, write to us. We would rather help you find the right thing than sell you the wrong one.\n\nThis is our last reminder of this cart.',
        },
        {
          subject: "需要我们帮您拿主意吗？",
          preview: "这是最后一次提醒",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n如果对尺寸、颜色或是否合适拿不准，写信告诉我们。比起卖出一件不合适的，我们更愿意帮您找到真正合适的。\n\n关于这个购物车，这是我们最后一次提醒。',
        },
        { row: 7.5 },
      ),
    ]),
    settings: { goalEvent: "Order Completed", goalDays: 7 },
  },
};
