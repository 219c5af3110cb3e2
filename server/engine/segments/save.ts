import type { Steps, Transaction } from "#server/database/database.ts";
import {
  allSegments,
  changeRule,
  findSegmentByName,
  insertSegment,
  type NewSegment,
  rebuildSegment,
  renameSegment,
  restoreSegment,
  SEGMENTS_MAX,
  type Segment,
} from "#server/store/segments.ts";
import type { Condition } from "#workflows/condition.ts";
import {
  type RuledSegment,
  readRule,
  readsRunData,
  SEGMENT_DEPTH_MAX,
  segmentCycle,
  segmentDepth,
  segmentsAsking,
  segmentsIn,
} from "./order.ts";

/** Why a segment cannot be saved. */
export type SegmentRefusal =
  | { code: "segment.gone" }
  | { code: "segment.name-taken" }
  | { code: "segment.too-many"; max: number }
  /** The rule asks for what a run carries. */
  | { code: "segment.run-data" }
  | { code: "segment.unknown-segment"; segmentId: number }
  /** It would ask about itself, by way of the others. */
  | { code: "segment.circle"; segmentIds: number[] }
  | { code: "segment.too-deep"; max: number };

export type SavedSegment = { kind: "saved"; id: number } | { kind: "refused"; refusal: SegmentRefusal };

/**
 * Makes a segment, or changes the one of this id, in the caller's transaction; the engine is to be reloaded after it.
 * With a new rule everybody is looked at anew, little by little, by it and by those segments that ask about it. Nobody's
 * run starts by that: people came in by what the owner did, and not by what they did. What happens to somebody from then
 * on starts runs as soon as they have been looked at.
 */
export function* saveSegment(
  tx: Transaction,
  { id, ...segment }: NewSegment & { id: number | null },
  now: number,
): Steps<SavedSegment> {
  const rows = yield* allSegments();
  const known = rows.find((row) => row.id === id && row.archivedAt === null);
  if (id !== null && !known) return refused({ code: "segment.gone" });
  const sameName = yield* findSegmentByName(segment.name);
  if (sameName && sameName.id !== id) return refused({ code: "segment.name-taken" });
  const others = rows.filter((row) => row.archivedAt === null && row.id !== id);
  if (id === null && others.length >= SEGMENTS_MAX)
    return refused({ code: "segment.too-many", max: SEGMENTS_MAX });
  const ruled = ruledOf(others);
  const refusal = ruleRefusal({ id, rule: segment.rule }, ruled);
  if (refusal) return refused(refusal);

  if (id === null) return { kind: "saved", id: yield* insertSegment(tx, segment, now) };
  yield* renameSegment(tx, id, segment);
  if (JSON.stringify(known!.rule) !== JSON.stringify(segment.rule)) {
    yield* changeRule(tx, id, segment.rule, now);
    for (const asking of segmentsAsking([id], ruled)) yield* rebuildSegment(tx, asking, now);
  }
  return { kind: "saved", id };
}

/** Takes back that a segment was put away, where it can be beside those that there are by now. */
export function* bringBack(tx: Transaction, id: number, now: number): Steps<SavedSegment> {
  const rows = yield* allSegments();
  const away = rows.find((row) => row.id === id && row.archivedAt !== null);
  if (!away) return refused({ code: "segment.gone" });
  const others = rows.filter((row) => row.archivedAt === null);
  if (others.length >= SEGMENTS_MAX) return refused({ code: "segment.too-many", max: SEGMENTS_MAX });
  const refusal = ruleRefusal({ id, rule: away.rule }, ruledOf(others));
  if (refusal) return refused(refusal);
  yield* restoreSegment(tx, id, now);
  return { kind: "saved", id };
}

/** Why a segment cannot have a rule beside these others; null when it can. */
export function ruleRefusal(
  segment: { id: number | null; rule: Condition },
  others: readonly RuledSegment[],
): SegmentRefusal | null {
  const { id, rule } = segment;
  if (readsRunData(rule)) return { code: "segment.run-data" };
  const unknown = segmentsIn(rule).find((asked) => asked !== id && !others.some((one) => one.id === asked));
  if (unknown !== undefined) return { code: "segment.unknown-segment", segmentId: unknown };
  const circle = segmentCycle(segment, others);
  if (circle) return { code: "segment.circle", segmentIds: circle };
  // A rule that grows deeper makes those deeper that ask about it.
  const all = id === null ? others : [...others, { id, rule }];
  const above = id === null ? [] : all.filter((one) => segmentsAsking([id], others).includes(one.id));
  const isTooDeep = [{ id: 0, rule }, ...above].some(
    (one) => segmentDepth(one.rule, all) > SEGMENT_DEPTH_MAX,
  );
  return isTooDeep ? { code: "segment.too-deep", max: SEGMENT_DEPTH_MAX } : null;
}

function ruledOf(rows: readonly Pick<Segment, "id" | "rule">[]): RuledSegment[] {
  return rows.flatMap((row) => {
    const rule = readRule(row.rule);
    return rule ? [{ id: row.id, rule }] : [];
  });
}

function refused(refusal: SegmentRefusal): SavedSegment {
  return { kind: "refused", refusal };
}
