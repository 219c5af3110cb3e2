import { drawGraph, type Recipe } from "./recipe.ts";
import { email, needsEmail, waitUntilDay } from "./steps.ts";

const needed = { transactional: true };

export const checkInGuide: Recipe = {
  id: "check-in-guide",
  name: "Guide for guests",
  group: "service",
  summary:
    "Takes guests through their stay: a confirmation at once, directions two days before, a word on the morning of arrival, one on the evening before they leave, and a question the day after. A cancellation ends it.",
  timing: "At once, 48 hours before, on the morning, the evening before check-out and a day after it",
  advice: [
    "Write your directions, Wi-Fi and house rules into the second email, and how to get in into the third.",
    "Guests need these messages, so they go out without marketing consent and at any hour. Keep offers out of them.",
    "One stay at a time: the dates are kept on the guest, so a booking made before the first stay is over is left out.",
  ],
  needs: [
    {
      kind: "event",
      name: "Booking Confirmed",
      why: "It starts with a booking, and brings booking_id, checkin_date and checkout_date, like 2027-05-17.",
    },
    { kind: "event", name: "Booking Cancelled", why: "It ends the guide; it brings the same booking_id." },
    needsEmail,
  ],
  example: {
    properties: { booking_id: "B-42", checkin_date: "2026-04-17", checkout_date: "2026-04-20" },
    attributes: { checkin_date: "2026-04-17", checkout_date: "2026-04-20" },
  },
  graph: {
    ...drawGraph([
      { id: "booked", type: "event", config: { event: "Booking Confirmed" } },
      {
        id: "keep-dates",
        type: "update-profile",
        config: {
          changes: [
            { kind: "set", attribute: "checkin_date", value: "{{ event.checkin_date }}" },
            { kind: "set", attribute: "checkout_date", value: "{{ event.checkout_date }}" },
          ],
        },
      },
      email(
        "confirmation",
        {
          subject: "Your stay is confirmed",
          preview: "We look forward to you",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nyour booking is confirmed: from {{ profile.checkin_date | date: "full" | default: "your first day" }} to {{ profile.checkout_date | date: "full" | default: "your last" }}.\n\nTwo days before you come we write to you how to find us. If you have a question before that, just reply.',
        },
        {
          subject: "您的预订已确认",
          preview: "期待您的到来",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n您的预订已确认：{{ profile.checkin_date | date: "full" | default: "入住日" }}至{{ profile.checkout_date | date: "full" | default: "离店日" }}。\n\n入住前两天，我们会告诉您怎么过来。在此之前有任何问题，直接回复就好。',
        },
        needed,
      ),
      waitUntilDay(
        "two-days-before",
        { attribute: "checkin_date", offsetDays: -2, time: "15:00" },
        { next: "directions", passed: "morning" },
      ),
      email(
        "directions",
        {
          subject: "How to find us",
          preview: "Directions, Wi-Fi and what else is good to know",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nin two days you will be with us. If you tell us when you arrive, somebody is there to open.\n\nIf anything about the way is unclear, reply to this email or call us.',
        },
        {
          subject: "怎么找到我们",
          preview: "路线、Wi-Fi 和其他须知",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n再过两天就要见面了。告诉我们您大概几点到，我们会有人迎接。\n\n路线上有任何不清楚的地方，回复这封邮件或给我们打电话。',
        },
        needed,
      ),
      waitUntilDay(
        "morning",
        { attribute: "checkin_date", offsetDays: 0, time: "08:00" },
        { next: "arrival", passed: "last-evening" },
      ),
      email(
        "arrival",
        {
          subject: "See you today",
          preview: "Everything is ready for you",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\ntoday is the day. Everything is ready for you.{% if event.door_code %}\n\nYour code for the door: {{ event.door_code }}{% endif %}\n\nHave a good journey, and see you later.',
        },
        {
          subject: "今天见",
          preview: "一切都准备好了",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n就是今天了，一切都已为您准备好。{% if event.door_code %}\n\n您的门锁密码：{{ event.door_code }}{% endif %}\n\n祝您一路顺风，回头见。',
        },
        needed,
      ),
      waitUntilDay(
        "last-evening",
        { attribute: "checkout_date", offsetDays: -1, time: "18:00" },
        { next: "check-out", passed: "day-after" },
      ),
      email(
        "check-out",
        {
          subject: "Before you leave tomorrow",
          preview: "The few things to know",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\ntomorrow you travel on. Please leave the key where you found it, and write to us if you need a little more time.\n\nIt was good to have you here.',
        },
        {
          subject: "明天离店前",
          preview: "几件小事",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n明天您就要启程了。请把钥匙放回原处；如果需要晚一点离开，告诉我们一声。\n\n很高兴您能来。',
        },
        needed,
      ),
      waitUntilDay(
        "day-after",
        { attribute: "checkout_date", offsetDays: 1, time: "11:00" },
        { next: "review" },
      ),
      email(
        "review",
        {
          subject: "Did you get home safely?",
          preview: "We would like to know how it was",
          body: 'Hello {{ profile.firstName | default: "there" }},\n\nwe hope you got home safely. How was your stay? Reply with whatever comes to your mind, also with what we could do better.',
        },
        {
          subject: "平安到家了吗？",
          preview: "想听听您的感受",
          body: '{{ profile.name | default: "朋友" }}，您好：\n\n希望您已平安到家。这次入住感觉如何？想到什么就回复什么，也包括我们可以做得更好的地方。',
        },
        needed,
      ),
    ]),
    settings: {
      reentry: "per-key",
      reentryKey: "event.booking_id",
      exitEvents: [
        {
          event: "Booking Cancelled",
          where: [{ property: "booking_id", operator: "equals", value: "{{ event.booking_id }}" }],
        },
      ],
    },
  },
};
