import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "#workflows/condition.ts";
import {
  inOrder,
  type RuledSegment,
  SEGMENT_DEPTH_MAX,
  segmentCycle,
  segmentDepth,
  segmentsAsking,
} from "./order.ts";
import { ruleRefusal } from "./save.ts";

const inSegments = (...ids: number[]): Condition => ({
  kind: "any",
  of: [
    { kind: "attribute", attribute: "plan", operator: "exists" },
    ...ids.map((segmentId) => ({ kind: "not" as const, of: { kind: "segment" as const, segmentId } })),
  ],
});
const segment = (id: number, ...asked: number[]): RuledSegment => ({ id, rule: inSegments(...asked) });

describe("segments that ask about segments", () => {
  it("may not ask about themselves, by whatever way", () => {
    const others = [segment(1), segment(2, 1), segment(3, 2)];
    expect(segmentCycle(segment(1, 3), others)).toEqual([1, 3, 2, 1]);
    expect(segmentCycle(segment(1, 1), others)).toEqual([1, 1]);
    expect(segmentCycle(segment(4, 3, 2), others)).toBeNull();
    expect(segmentCycle({ id: null, rule: inSegments(3) }, others)).toBeNull();
  });

  it("may not stand deeper below each other than is looked at", () => {
    const chain = Array.from({ length: SEGMENT_DEPTH_MAX + 1 }, (_, index) =>
      index === 0 ? segment(1) : segment(index + 1, index),
    );
    expect(segmentDepth(inSegments(SEGMENT_DEPTH_MAX), chain)).toBe(SEGMENT_DEPTH_MAX);
    const top = SEGMENT_DEPTH_MAX + 1;
    expect(ruleRefusal({ id: null, rule: inSegments(top - 1) }, chain)).toBeNull();
    expect(ruleRefusal({ id: null, rule: inSegments(top) }, chain)?.code).toBe("segment.too-deep");
    // The last of the chain is as deep as may be already, and what is below it may not grow.
    const below = [...chain, segment(50)];
    const others = below.filter(({ id }) => id !== 1);
    expect(ruleRefusal({ id: 1, rule: inSegments(50) }, others)?.code).toBe("segment.too-deep");
  });

  it("may not ask for what is not there", () => {
    expect(ruleRefusal({ id: null, rule: inSegments(9) }, [segment(1)])).toEqual({
      code: "segment.unknown-segment",
      segmentId: 9,
    });
    const data: Condition = { kind: "data", path: "event.total", operator: "exists" };
    expect(ruleRefusal({ id: null, rule: data }, [])?.code).toBe("segment.run-data");
  });

  it("are looked at after those that they ask about, whatever order they were made in", () => {
    const graph = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), {
      selector: ([a, b]) => `${a}-${b}`,
      maxLength: 20,
    });
    fc.assert(
      fc.property(graph, fc.shuffledSubarray([...Array(12).keys()], { minLength: 12 }), (edges, order) => {
        // An edge leads from a later one of the shuffled order to an earlier one, so that there is no circle.
        const segments = order.map((_, index) => {
          const asked = edges.flatMap(([a, b]) =>
            Math.max(a, b) - 1 === index && a !== b ? [Math.min(a, b) - 1] : [],
          );
          return segment(order[index]! + 1, ...asked.map((other) => order[other]! + 1));
        });
        const places = new Map(inOrder(segments).map(({ id }, place) => [id, place]));
        for (const { id, rule } of segments) {
          for (const above of segmentsAsking([id], segments))
            expect(places.get(above)).toBeGreaterThan(places.get(id)!);
          expect(segmentCycle({ id, rule }, segments)).toBeNull();
        }
      }),
    );
  });
});
