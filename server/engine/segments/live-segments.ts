import type { Logger } from "pino";
import type { Segment } from "#server/store/segments.ts";
import type { Condition } from "#workflows/condition.ts";
import { type Need, needsIn, turnNeedsIn } from "#workflows/needs.ts";
import { type Touches, touches } from "#workflows/touches.ts";
import { inOrder, readRule, segmentsIn } from "./order.ts";

export interface LiveSegment {
  id: number;
  rule: Condition;
  /** All that evaluating it reads. */
  needs: Need[];
  touches: Touches;
  /** When its rule was last changed; another one has another rule. */
  updatedAt: number;
  /** Not everybody has been looked at by its rule, as far as this process knows. */
  building: boolean;
}

/** What happened to a profile, as far as rules may ask about it. */
export type Touch =
  | { kind: "event"; name: string }
  /** Fields of the profile, and attributes by their own names. */
  | { kind: "attributes"; names: readonly string[] }
  | { kind: "messages" | "lifecycle" | "tags" | "web-push" }
  | { kind: "workflow"; workflowId: number }
  | { kind: "segment"; segmentId: number }
  /** The shop has another zone. */
  | { kind: "zone" }
  /** Anything: the profile is new, or has become one with another. */
  | { kind: "everything" };

const none: readonly number[] = [];

/**
 * The segments of the shop and what each is touched by, kept in memory: most events touch none, and find that out
 * without a query.
 */
export class LiveSegments {
  /** Those that are asked about before those that ask. */
  readonly inOrder: readonly LiveSegment[];
  /** Put away, with members that are still to be forgotten. */
  readonly leaving: readonly Pick<Segment, "id" | "updatedAt">[];
  readonly #ids: ReadonlySet<number>;
  readonly #known: ReadonlySet<number>;
  readonly #byId: ReadonlyMap<number, LiveSegment>;
  readonly #all: readonly number[];
  readonly #index = new Map<string, number[]>();

  constructor(segments: readonly LiveSegment[] = [], rows: readonly Segment[] = []) {
    this.inOrder = inOrder(segments);
    this.leaving = rows.filter(
      ({ archivedAt, rebuildAfter }) => archivedAt !== null && rebuildAfter !== null,
    );
    this.#known = new Set(rows.map(({ id }) => id));
    this.#byId = new Map(segments.map((segment) => [segment.id, segment]));
    this.#all = this.inOrder.map(({ id }) => id);
    this.#ids = new Set(this.#all);
    for (const segment of this.inOrder) {
      for (const key of keysOf(segment)) this.#index.set(key, [...(this.#index.get(key) ?? []), segment.id]);
    }
  }

  get any(): boolean {
    return this.#all.length > 0;
  }

  /** Some have not looked at everybody, or are being put away. */
  get unfinished(): boolean {
    return this.leaving.length > 0 || this.inOrder.some(({ building }) => building);
  }

  find(id: number): LiveSegment | undefined {
    return this.#byId.get(id);
  }

  /** Whether this process has heard of it; also of one that was put away, or whose rule cannot be read. */
  knows(id: number): boolean {
    return this.#known.has(id);
  }

  /** The segments whose rules may have another answer now. */
  touchedBy(touch: Touch): readonly number[] {
    if (this.#all.length === 0) return none;
    switch (touch.kind) {
      case "everything":
        return this.#all;
      case "event":
        return this.#at(`event ${touch.name}`);
      case "workflow":
        return this.#at(`workflow ${touch.workflowId}`);
      case "segment":
        return this.#at(`segment ${touch.segmentId}`);
      case "attributes": {
        const [first = "", ...others] = touch.names;
        if (others.length === 0) return this.#at(`attribute ${first}`);
        return [...new Set(touch.names.flatMap((name) => this.#at(`attribute ${name}`)))];
      }
      case "zone":
        return this.#at("attribute timezone");
      default:
        return this.#at(touch.kind);
    }
  }

  /** Those of the segments that a rule asks about which there are. */
  asked({ touches: { segments } }: LiveSegment): number[] {
    return [...segments].filter((id) => this.#ids.has(id));
  }

  #at(key: string): readonly number[] {
    return this.#index.get(key) ?? none;
  }
}

/** Makes segments ready to be looked things up in; those that have not changed are taken over. */
export function loadSegments(rows: readonly Segment[], before: LiveSegments, log: Logger): LiveSegments {
  const segments = rows.flatMap((row): LiveSegment[] => {
    if (row.archivedAt !== null) return [];
    const building = row.rebuildAfter !== null;
    const known = before.find(row.id);
    if (known?.updatedAt === row.updatedAt) return [{ ...known, building }];
    const rule = readRule(row.rule);
    if (rule) return [{ id: row.id, rule, ...readsOf(rule), updatedAt: row.updatedAt, building }];
    if (!before.knows(row.id))
      log.error({ segment: row.id }, "a segment's rule could not be read: nobody comes in or leaves");
    return [];
  });
  return new LiveSegments(segments, rows);
}

function readsOf(rule: Condition): Pick<LiveSegment, "needs" | "touches"> {
  return { needs: [...needsIn(rule), ...turnNeedsIn(rule)], touches: touches(rule) };
}

function keysOf({ rule, touches: found }: LiveSegment): string[] {
  return [
    ...[...found.events].map((name) => `event ${name}`),
    ...[...found.attributes].map((name) => `attribute ${name}`),
    ...[...found.workflows].map((id) => `workflow ${id}`),
    ...segmentsIn(rule).map((id) => `segment ${id}`),
    ...(found.messages ? ["messages"] : []),
    ...(found.lifecycle ? ["lifecycle"] : []),
    ...(found.tags ? ["tags"] : []),
    ...(found.webPush ? ["web-push"] : []),
  ];
}
