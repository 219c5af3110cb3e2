import type { Random } from "#server/sample-shop/random.ts";
import type { Condition } from "#workflows/condition.ts";
import { cities, dateAttributes, pickEvent, plans, SEGMENTS } from "./vocabulary.ts";

/** A rule for the segment of this number; it may ask about those with lower ones. */
export function randomSegment(random: Random, id: number, depth = 1): Condition {
  const kind = random.integer(0, depth > 0 ? 12 : 9);
  switch (kind) {
    case 0:
      return { kind: "attribute", attribute: "city", operator: "equals", value: random.pick(cities) };
    case 1:
      return { kind: "attribute", attribute: "plan", operator: "not-equals", value: random.pick(plans) };
    case 2: {
      const operator = random.pick(["in-next-days", "in-last-days", "not-in-last-days"] as const);
      return {
        kind: "attribute",
        attribute: random.pick(dateAttributes),
        operator,
        value: random.integer(1, 5),
      };
    }
    case 3:
      return { kind: "message", did: "received", atLeast: 1, withinDays: random.pick([0, 1, 7]) };
    case 4: {
      const state = random.pick(["inside", "entered", "finished", "converted"] as const);
      return {
        kind: "workflow",
        workflowId: random.integer(1, 3),
        state,
        withinDays: random.pick([0, 1, 7]),
      };
    }
    case 5: {
      const operator = random.pick(["in-last-days", "not-in-last-days"] as const);
      return {
        ...{ kind: "occurred", event: pickEvent(random), which: random.pick(["first", "last"] as const) },
        ...{ operator, value: random.integer(1, 4) },
      };
    }
    case 6:
      if (id > 1) return { kind: "segment", segmentId: random.integer(1, id - 1) };
      return { kind: "reachable", channel: "email" };
    case 7:
    case 8:
    case 9:
      return randomCount(random);
    case 10:
      return { kind: "not", of: randomSegment(random, id, depth - 1) };
    default: {
      const of = [randomSegment(random, id, depth - 1), randomSegment(random, id, depth - 1)];
      return { kind: random.pick(["all", "any"] as const), of };
    }
  }
}

/** One of the shop's segments. */
export function pickSegment(random: Random): number {
  return random.integer(1, SEGMENTS);
}

function randomCount(random: Random): Condition {
  return {
    kind: "event",
    event: pickEvent(random),
    atLeast: random.integer(1, 2),
    withinDays: random.pick([0, 2, 7]),
    ...(random.chance(0.3) && { how: random.pick(["at-most", "exactly"] as const) }),
    ...(random.chance(0.2) && { where: [{ path: "total", operator: "greater" as const, value: 40 }] }),
  };
}
