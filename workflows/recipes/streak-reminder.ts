import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, push } from "./steps.ts";

const LONG_STREAK = { kind: "attribute", attribute: "streak", operator: "greater", value: 2 };

export const streakReminder: Recipe = {
  id: "streak-reminder",
  name: "Keep a streak alive",
  group: "coming-back",
  summary:
    "Reminds people in the evening who have done something three days in a row or more, and not yet today. Doing it ends the reminder, and the count goes on the next day.",
  timing: "At 20:30 where the customer lives, on a day without it",
  advice: [
    "One reminder a day is enough, and only for a streak that is worth saving: more would drive people away.",
    "Your app counts the streak and sends it with identify.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    { kind: "event", name: "Activity Completed", why: "It says that somebody has done it today." },
    { kind: "attribute", name: "streak", why: "How many days in a row it has been, as a number." },
    {
      kind: "channel",
      name: "web-push",
      why: "Who allowed notifications gets one. All others get an email.",
    },
    needsEmail,
  ],
  example: { properties: { name: "Lesson 12" }, attributes: { streak: 5 } },
  graph: {
    ...drawGraph([
      { id: "done", type: "event", config: { event: "Activity Completed" } },
      holdout("next-day"),
      { id: "next-day", type: "delay", config: { mode: "time", time: "00:00" } },
      { id: "evening", type: "delay", config: { mode: "time", time: "20:30" } },
      {
        id: "worth-saving",
        type: "branch",
        config: {
          paths: [
            {
              id: "push",
              label: "Long streak, has web push",
              condition: { kind: "all", of: [LONG_STREAK, { kind: "reachable", channel: "web-push" }] },
            },
            { id: "email", label: "Long streak", condition: LONG_STREAK },
          ],
        },
        to: { push: "push", email: "email" },
      },
      push(
        "push",
        {
          title: "{{ profile.streak }} days in a row",
          body: "A few minutes today, and it goes on tomorrow.",
        },
        { title: "已经连续 {{ profile.streak }} 天了", body: "今天花几分钟，明天继续。" },
        { to: { failed: "email" } },
      ),
      email(
        "email",
        {
          subject: "{{ profile.streak }} days in a row",
          preview: "There is still time today",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyou have kept it up for {{ profile.streak }} days. There is still time today, and a few minutes are enough.',
        },
        {
          subject: "已经连续 {{ profile.streak }} 天了",
          preview: "今天还来得及",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您已经坚持了 {{ profile.streak }} 天。今天还来得及，几分钟就够了。',
        },
        { column: 1, row: 5 },
      ),
    ]),
    settings: {
      reentry: "after-exit",
      whenInside: "restart",
      goalEvent: "Activity Completed",
      goalDays: 2,
    },
  },
};
