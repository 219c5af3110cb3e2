import type { Random } from "#server/sample-shop/random.ts";
import { findNode } from "#workflows/catalogue.ts";
import { randomCondition } from "./random-condition.ts";
import { pickSegment } from "./random-segment.ts";
import {
  COUNTER_ATTRIBUTE,
  cities,
  dateAttributes,
  HOOK_EVENT,
  ownEvents,
  pickEvent,
  plans,
  timeOfDay,
  zones,
} from "./vocabulary.ts";

type Config = Record<string, unknown>;

/** Settings for a node of this type; a type that has none of its own here gets its sample. */
export function randomConfig(type: string, random: Random): Config {
  return configs[type]?.(random) ?? { ...(findNode(type)?.sample as Config) };
}

const configs: Record<string, (random: Random) => Config> = {
  event: (random) => ({
    event: listenedEvent(random),
    where: random.chance(0.2) ? [totalAbove(random)] : [],
  }),
  "cart-abandoned": (random) => ({ idle: shortDuration(random) }),
  inactivity: (random) => ({ event: pickEvent(random), days: random.integer(1, 6) }),
  "attribute-changed": (random) => ({
    attribute: "plan",
    operator: random.pick(["any", "equals"]),
    value: "pro",
  }),
  "date-attribute": (random) => ({
    attribute: random.pick(dateAttributes),
    repeat: random.pick(["yearly", "once"]),
    offsetDays: random.integer(-2, 2),
    time: timeOfDay(random),
  }),
  "segment-changed": (random) => ({
    segmentId: pickSegment(random),
    change: random.pick(["entered", "left"]),
  }),
  "stage-changed": (random) => ({ to: random.pick(["new", "new", "at-risk"]), from: "any" }),
  schedule: (random) => ({
    cron: random.pick(["30 2 * * *", "0 9 * * 1", "15 18 * * 1-5", "0 0 1 * *"]),
    zone: random.chance(0.5) ? "" : random.pick(zones),
    who: random.chance(0.5) ? null : { kind: "attribute", attribute: "city", operator: "exists" },
  }),
  "incoming-hook": () => ({ event: HOOK_EVENT }),
  "send-email": (random) => ({ subject: "Hello", body: "Hello", transactional: random.chance(0.2) }),
  "send-web-push": (random) => ({ title: "Hello", transactional: random.chance(0.2) }),
  "call-webhook": (random) => ({ url: `https://hooks.example/${random.integer(1, 3)}` }),
  "notify-team": (random) =>
    random.chance(0.5)
      ? { via: "email", to: "team@shop.example, owner@shop.example", subject: "Look", message: "Look" }
      : { via: "chat", url: "https://chat.example/room", message: "Look" },
  "record-event": (random) => ({ event: random.chance(0.6) ? random.pick(ownEvents) : pickEvent(random) }),
  "update-profile": (random) => ({
    changes: [
      { kind: "increment", attribute: COUNTER_ATTRIBUTE, value: "1" },
      ...(random.chance(0.5) ? [{ kind: "set", attribute: "plan", value: random.pick(plans) }] : []),
      ...(random.chance(0.3) ? [{ kind: "add-tag", value: "met" }] : []),
    ],
  }),
  delay: (random) =>
    random.pickWeighted(
      [
        { mode: "for", duration: shortDuration(random) },
        { mode: "time", time: timeOfDay(random), weekdays: weekdays(random) },
        {
          mode: "date",
          attribute: random.pick(dateAttributes),
          offsetDays: random.integer(-2, 2),
          time: timeOfDay(random),
        },
      ],
      ({ mode }) => (mode === "for" ? 3 : 1),
    ),
  "wait-for": (random) => {
    const timeout = shortDuration(random);
    if (random.chance(0.3)) return { what: "condition", condition: randomCondition(random), timeout };
    return { what: "event", event: listenedEvent(random), where: sameOrder(random), timeout };
  },
  branch: (random) => ({
    paths: ["a", "b"]
      .slice(0, random.integer(1, 2))
      .map((id) => ({ id, label: id, condition: randomCondition(random) })),
  }),
  split: (random) => ({
    arms: ["a", "b", "c"]
      .slice(0, random.integer(2, 3))
      .map((id) => ({ id, label: id, weight: random.integer(1, 50) })),
    holdoutPercent: random.pick([0, 0, 20]),
  }),
};

function listenedEvent(random: Random): string {
  return random.chance(0.35) ? random.pick(ownEvents) : pickEvent(random);
}

export function shortDuration(random: Random): { amount: number; unit: string } {
  return random.pick([
    { amount: random.integer(1, 50), unit: "minutes" },
    { amount: random.integer(1, 30), unit: "hours" },
    { amount: random.integer(1, 5), unit: "days" },
    { amount: 1, unit: "weeks" },
  ]);
}

function weekdays(random: Random): number[] {
  return random.chance(0.5) ? [1, 2, 3, 4, 5, 6, 7] : [random.integer(1, 7)];
}

function totalAbove(random: Random) {
  return { property: "total", operator: "greater", value: random.integer(10, 60) };
}

function sameOrder(random: Random) {
  if (random.chance(0.7)) return [];
  return [
    {
      property: "city",
      operator: "equals",
      value: random.chance(0.5) ? "{{ event.city }}" : random.pick(cities),
    },
  ];
}
