import type { Random } from "#server/sample-shop/random.ts";
import { randomCondition } from "./random-condition.ts";
import { ownEvents, pickEvent, timeOfDay } from "./vocabulary.ts";

/** Settings of a workflow; `now` is where its start and end lie around. */
export function randomSettings(random: Random, now: number): Record<string, unknown> {
  const [from, to] = twoTimes(random);
  // Where much is forbidden, little happens: half of them let everybody in and everything out.
  if (random.chance(0.5)) {
    const whenInside = random.pick(["skip", "restart", "parallel", "parallel"]);
    return {
      reentry: "after-exit",
      whenInside,
      quietHours: "off",
      caps: "off",
      exitEvents: someExits(random),
    };
  }
  const quietHours = random.pick(["shop", "shop", "own", "off"]);
  const caps = random.pick(["shop", "own", "own", "off"]);
  return {
    reentry: random.pick(["once", "after-exit", "after-exit", "after-days", "per-key"]),
    reentryDays: random.integer(1, 4),
    reentryKey: random.pick(["event.order_id", "event.city"]),
    whenInside: random.pick(["skip", "skip", "restart", "parallel"]),
    exitEvents: someExits(random),
    exitCondition: random.chance(0.15) ? randomCondition(random) : null,
    goalEvent: random.chance(0.3) ? pickEvent(random) : "",
    goalDays: random.integer(1, 5),
    goalExits: random.chance(0.5),
    quietHours,
    quietFrom: from,
    quietTo: to,
    caps,
    capRules: randomCaps(random, caps === "own" ? 1 : 0),
    startsAt: random.chance(0.1) ? localAround(now, random.integer(-48, 24)) : "",
    endsAt: random.chance(0.1) ? localAround(now, random.integer(48, 200)) : "",
    staleAfter: { amount: random.integer(1, 3), unit: random.pick(["hours", "days"]) },
  };
}

function someExits(random: Random): { event: string; where: [] }[] {
  if (random.chance(0.65)) return [];
  return [{ event: random.chance(0.5) ? random.pick(ownEvents) : pickEvent(random), where: [] }];
}

export function randomCaps(random: Random, least: number): { channel: string; max: number; per: string }[] {
  const rules = [
    { channel: "email", max: random.integer(1, 2), per: random.pick(["day", "week", "month"]) },
    { channel: "web-push", max: random.integer(1, 2), per: random.pick(["day", "week"]) },
  ];
  return rules.slice(0, Math.max(least, random.integer(0, 2)));
}

/** Two times of day that differ. */
export function twoTimes(random: Random): [string, string] {
  const from = timeOfDay(random);
  for (;;) {
    const to = timeOfDay(random);
    if (to !== from) return [from, to];
  }
}

function localAround(now: number, hours: number): string {
  return new Date(now + hours * 3_600_000).toISOString().slice(0, 16);
}
