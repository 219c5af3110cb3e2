import { drawGraph, type Recipe } from "./recipe.ts";
import { email, HOLDOUT_ADVICE, holdout, needsEmail, push } from "./steps.ts";

export const unfinishedItem: Recipe = {
  id: "unfinished-item",
  name: "Something left unfinished",
  group: "carts",
  summary:
    "Reminds people of a course, a film or a form that they left between 10 and 90 percent a day ago, with a link to the very place. Going on ends it.",
  timing: "1 day after the last progress, once for each item",
  advice: [
    "Send “Item Progressed” with item_id, name, progress from 0 to 100, and url, which leads to the place where they stopped.",
    "Each item is reminded of once, however often it is begun again.",
    HOLDOUT_ADVICE,
  ],
  needs: [
    {
      kind: "event",
      name: "Item Progressed",
      why: "It says how far somebody has come with what, and the link back to that place.",
    },
    needsEmail,
    {
      kind: "channel",
      name: "web-push",
      why: "Who allowed notifications gets one. All others get an email.",
    },
  ],
  example: {
    properties: {
      item_id: "course-7",
      name: "Sourdough for beginners",
      progress: 40,
      url: "https://shop.example.com/courses/7?at=lesson-4",
    },
  },
  graph: {
    ...drawGraph([
      { id: "idle", type: "inactivity", config: { event: "Item Progressed", days: 1 } },
      {
        id: "half-way",
        type: "branch",
        config: {
          paths: [
            {
              id: "yes",
              label: "Between 10 and 90 percent",
              condition: {
                kind: "all",
                of: [
                  { kind: "data", path: "event.progress", operator: "greater", value: 9 },
                  { kind: "data", path: "event.progress", operator: "less", value: 91 },
                ],
              },
            },
          ],
        },
        to: { yes: "holdout" },
      },
      holdout("has-push"),
      {
        id: "has-push",
        type: "branch",
        config: {
          paths: [
            { id: "yes", label: "Has web push", condition: { kind: "reachable", channel: "web-push" } },
          ],
        },
        to: { yes: "push", otherwise: "email" },
      },
      push(
        "push",
        {
          title: 'Go on with {{ event.name | default: "what you began" }}?',
          body: "We kept your place.",
          url: "{{ event.url }}",
        },
        {
          title: '继续{{ event.name | default: "上次的内容" }}吗？',
          body: "我们记得您停在哪里。",
          url: "{{ event.url }}",
        },
        { to: { failed: "email" } },
      ),
      email(
        "email",
        {
          subject: 'We kept your place in {{ event.name | default: "what you began" }}',
          preview: "Go on where you stopped",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyou have come quite far with {{ event.name | default: "it" }} already. Whenever you have a quiet moment, you can go on exactly where you stopped.',
          buttonLabel: "Go on",
          buttonUrl: "{{ event.url }}",
        },
        {
          subject: '{{ event.name | default: "您的进度" }}，我们为您保存好了',
          preview: "从上次停下的地方继续",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n{{ event.name | default: "它" }}您已经完成了不少。等有空的时候，可以从上次停下的地方继续。',
          buttonLabel: "继续",
          buttonUrl: "{{ event.url }}",
        },
        { column: 1, row: 4 },
      ),
    ]),
    settings: {
      reentry: "per-key",
      reentryKey: "event.item_id",
      goalEvent: "Item Progressed",
      goalWhere: [{ property: "item_id", operator: "equals", value: "{{ event.item_id }}" }],
      goalDays: 7,
    },
  },
};
