import { drawGraph, type Recipe } from "./recipe.ts";
import { email, needsEmail, wait } from "./steps.ts";

export const sunset: Recipe = {
  id: "sunset",
  name: "Ask the quiet ones, then let go",
  group: "coming-back",
  summary:
    "Asks people who have not visited for half a year whether they still want to hear from you. Who stays away gets the tag “quiet”, so that you can leave them in peace. A visit ends it.",
  timing: "180 days after the last visit, 2 weeks later, and the tag a week after that",
  advice: [
    "Writing only to people who want it keeps your emails out of the spam folder.",
    "In your other workflows, let people with the tag “quiet” leave early. Their consent stays as it is.",
    "Nobody is left out at random here: everybody is asked.",
  ],
  needs: [
    { kind: "event", name: "Product Viewed", why: "It counts the days since the last visit, and ends it." },
    needsEmail,
  ],
  example: { properties: { name: "Cedar candle" } },
  graph: {
    ...drawGraph([
      { id: "away", type: "inactivity", config: { event: "Product Viewed", days: 180 } },
      email(
        "ask",
        {
          subject: "Do you still want to hear from us?",
          preview: "One click, and we know",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe have not seen you for half a year, and we only want to write to people who like to read it.\n\nHere you choose what you get, or that you get nothing: {{ preferences_url }}',
        },
        {
          subject: "您还想收到我们的消息吗？",
          preview: "点一下，告诉我们",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n已经半年没见到您了，而我们只想写给愿意读的人。\n\n在这里，您可以选择想收到的内容，也可以选择不再接收：{{ preferences_url }}',
        },
      ),
      wait("two-weeks", 14, "days"),
      email(
        "last",
        {
          subject: "We will leave you in peace",
          preview: "Unless you would like to stay",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nthis is our last email for now. If you would like to stay, come by our shop once, or choose here what you want to read: {{ preferences_url }}\n\nIt was good to have you with us.',
        },
        {
          subject: "我们不再打扰您了",
          preview: "除非您愿意留下",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n这是我们暂时的最后一封邮件。如果您愿意留下，来店里逛一次，或者在这里选择您想看的内容：{{ preferences_url }}\n\n感谢您曾经的陪伴。',
        },
      ),
      wait("a-week", 7, "days"),
      { id: "tag", type: "update-profile", config: { changes: [{ kind: "add-tag", value: "quiet" }] } },
    ]),
    settings: { goalEvent: "Product Viewed", goalDays: 30 },
  },
};
