import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, wait } from "./steps.ts";

export const birthday: Recipe = {
  id: "birthday",
  name: "Birthday",
  group: "coming-back",
  summary:
    "Announces a small gift a week before, wishes a happy birthday on the day, and reminds of the gift a week later. An order ends it. Who was born on 29 February has their day on 28 February in other years.",
  timing: "7 days before, on the day and 7 days after, at 9:00",
  advice: [
    "Write what the gift is. As it stands, it is something small in the next parcel.",
    "The time is the one where the customer lives.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    {
      kind: "attribute",
      name: "birthday",
      why: "The day, written like 1990-05-31, or 05-31 without the year.",
    },
    { kind: "event", name: "Order Completed", why: "An order is its goal and ends it." },
    needsEmail,
  ],
  example: { attributes: { birthday: "1990-05-17" } },
  graph: {
    ...drawGraph([
      {
        id: "week-before",
        type: "date-attribute",
        config: { attribute: "birthday", repeat: "yearly", offsetDays: -7, time: "09:00" },
      },
      holdout("gift"),
      email(
        "gift",
        {
          subject: "Your birthday is coming up",
          preview: "Something small is waiting for you",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nin a week it is your birthday, and we have put something small aside for you. Order within the next two weeks, write “birthday” in the note, and it comes along in the parcel.',
        },
        {
          subject: "您的生日快到了",
          preview: "一份小心意在等您",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n再过一周就是您的生日，我们为您准备了一份小心意。两周内下单，在备注里写上“生日”，它就会随包裹一起寄出。',
        },
      ),
      wait("until-the-day", 7, "days"),
      email(
        "on-the-day",
        {
          subject: 'Happy birthday, {{ profile.firstName | default: "friend" }}',
          preview: "From all of us",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nall the best for your new year, from all of us at {{ shop.name }}. We hope you have a day just as you like it.',
        },
        {
          subject: '{{ profile.name | default: "朋友" }}，生日快乐',
          preview: "来自我们所有人的祝福",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n{{ shop.name }}全体祝您生日快乐，新的一岁万事顺意。愿您度过自己喜欢的一天。',
        },
      ),
      wait("a-week", 7, "days"),
      email(
        "last-days",
        {
          subject: "Your birthday gift is still here",
          preview: "We keep it for a few more days",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe hope you had a good day. Your small gift is still here: write “birthday” in the note of your next order this week, and we put it in.',
        },
        {
          subject: "您的生日小礼还在",
          preview: "再为您保留几天",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n希望您度过了愉快的一天。您的小礼物还在：本周下单时在备注里写上“生日”，我们就会放进包裹。',
        },
      ),
    ]),
    settings: { goalEvent: "Order Completed", goalDays: 21 },
  },
};
