import type { Random } from "#server/sample-shop/random.ts";
import type { Condition } from "#workflows/condition.ts";
import { pickSegment } from "./random-segment.ts";
import { cities, pickEvent, plans } from "./vocabulary.ts";

/** A rule of the kinds that owners draw, up to `depth` rules inside each other. */
export function randomCondition(random: Random, depth = 1): Condition {
  const kind = random.integer(0, depth > 0 ? 8 : 6);
  switch (kind) {
    case 0:
      return { kind: "attribute", attribute: "city", operator: "equals", value: random.pick(cities) };
    case 1:
      return { kind: "attribute", attribute: "plan", operator: "not-equals", value: random.pick(plans) };
    case 2:
      return { kind: "data", path: "event.total", operator: "greater", value: random.integer(10, 90) };
    case 3:
      return { kind: "reachable", channel: random.pick(["email", "web-push"] as const) };
    case 4:
    case 5:
      return {
        kind: "event",
        event: pickEvent(random),
        atLeast: random.integer(1, 3),
        withinDays: random.pick([0, 1, 7]),
      };
    case 6:
      return { kind: "segment", segmentId: pickSegment(random) };
    case 7:
      return { kind: "not", of: randomCondition(random, depth - 1) };
    default: {
      const of = [randomCondition(random, depth - 1), randomCondition(random, depth - 1)];
      return { kind: random.pick(["all", "any"] as const), of };
    }
  }
}
