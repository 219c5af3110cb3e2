import { drawGraph, type Recipe } from "./recipe.ts";
import { email, needsEmail, waitUntilDay } from "./steps.ts";

const needed = { transactional: true };

export const renewalReminder: Recipe = {
  id: "renewal-reminder",
  name: "Subscription or trial ends soon",
  group: "service",
  summary:
    "Tells people a week before and on the day before that their trial or subscription ends. When the date is moved, so is the reminder. A renewal or a cancellation ends it.",
  timing: "7 days before the date and 1 day before it, at 10:00",
  advice: [
    "Say plainly what happens on that day: whether it ends, or goes on by itself and what it costs.",
    "These are notices that people need, so they go out without marketing consent. Keep offers out of them.",
  ],
  needs: [
    { kind: "attribute", name: "renewal_date", why: "The day on which it ends, written like 2027-05-17." },
    { kind: "event", name: "Subscription Renewed", why: "It is the goal and ends the reminders." },
    { kind: "event", name: "Subscription Cancelled", why: "It ends the reminders." },
    needsEmail,
  ],
  example: { attributes: { renewal_date: "2026-03-17" } },
  graph: {
    ...drawGraph([
      {
        id: "week-before",
        type: "date-attribute",
        config: { attribute: "renewal_date", repeat: "once", offsetDays: -7, time: "10:00" },
      },
      email(
        "in-a-week",
        {
          subject: "One week left",
          preview: "So that it does not come as a surprise",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour time with {{ shop.name }} ends on {{ profile.renewal_date | date: "full" | default: "a day next week" }}. If you would like to go on, you can renew it at any time before.\n\nIf you are not sure, reply and tell us what is missing.',
        },
        {
          subject: "还剩一周",
          preview: "提前告诉您一声",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您在{{ shop.name }}的服务将于{{ profile.renewal_date | date: "full" | default: "下周" }}到期。如果想继续使用，到期前随时可以续订。\n\n如果还在犹豫，请回复告诉我们还缺什么。',
        },
        needed,
      ),
      waitUntilDay(
        "day-before",
        { attribute: "renewal_date", offsetDays: -1, time: "10:00" },
        { next: "tomorrow" },
      ),
      email(
        "tomorrow",
        {
          subject: "It ends tomorrow",
          preview: "You can still renew it today",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nonly a short reminder: tomorrow it ends. If you want to go on without a gap, renew it today. If not, you need not do anything.',
        },
        {
          subject: "明天到期",
          preview: "今天还可以续订",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n简单提醒一下：您的服务明天到期。如果想不间断地使用，请今天续订；如果不需要，什么都不用做。',
        },
        needed,
      ),
    ]),
    settings: {
      exitEvents: [{ event: "Subscription Cancelled", where: [] }],
      goalEvent: "Subscription Renewed",
      goalDays: 30,
    },
  },
};
