import type {
  Condition,
  MeasureRule,
  MessageRule,
  PropertyRule,
  SingleRule,
  WorkflowRule,
} from "./condition.ts";
import { rulesIn } from "./condition.ts";
import type { Span } from "./rule-window.ts";

/** Which events: of this name, with every rule over their properties. */
export interface WhichEvents {
  event: string;
  where?: PropertyRule[] | undefined;
}

/** How often something happened. */
export type CountNeed = { kind: "count" } & WhichEvents & Span;
/** Over the events that have a number in the property; `count` is how many those are, for an average. */
export type TotalNeed = {
  kind: "total";
  of: "sum" | "max" | "min" | "count";
  property: string;
} & WhichEvents &
  Span;
/** When something happened for the first or the last time. */
export type OccurredNeed = { kind: "occurred"; which: "first" | "last" } & WhichEvents;
/** How many messages somebody got, opened or clicked. */
export type MessageNeed = { kind: "messages" } & Pick<MessageRule, "did" | "channel" | "workflowId"> & Span;
/** How many runs of a workflow somebody is inside of, or has entered, finished or converted in. */
export type WorkflowNeed = { kind: "workflow" } & Pick<WorkflowRule, "workflowId" | "state" | "withinDays">;

/** A number that rules read, in `Facts.measures` by `measureKey`; null where there is nothing to measure. */
export type MeasureNeed = CountNeed | TotalNeed | OccurredNeed | MessageNeed | WorkflowNeed;
/** What counts by when it was, so that time alone takes it out of its window. */
export type WindowNeed = CountNeed | TotalNeed | MessageNeed | WorkflowNeed;

/** Something that a rule reads, for whoever loads the facts. */
export type Need =
  | MeasureNeed
  | { kind: "segment"; segmentId: number }
  | { kind: "lifecycle" }
  | { kind: "tags" }
  /**
   * When that was which is in the window of a need or will come into it: in `Facts.times` by `measureKey`, the newest
   * first; no more of them than `newest`, where that is not null.
   */
  | { kind: "times"; of: WindowNeed; newest: number | null };

export function isMeasure(need: Need): need is MeasureNeed {
  return (
    need.kind !== "segment" && need.kind !== "lifecycle" && need.kind !== "tags" && need.kind !== "times"
  );
}

/** Everything that `holds` reads for a rule. */
export function needsIn(rule: Condition): Need[] {
  return rulesIn(rule).flatMap(needsOf);
}

/** What `turnsAt` reads for a rule beside what `holds` does. */
export function turnNeedsIn(rule: Condition): Need[] {
  return rulesIn(rule).flatMap(timesOf);
}

/** The names of the events that needs are about. */
export function eventsIn(needs: readonly Need[]): string[] {
  const names = needs.flatMap((need) => {
    const about = need.kind === "times" ? need.of : need;
    return "event" in about ? [about.event] : [];
  });
  return [...new Set(names)];
}

/** Under which name facts have a need: two needs with the same key ask the same. `readKey` reads it. */
export function measureKey(need: MeasureNeed): string {
  const { kind } = need;
  switch (need.kind) {
    case "count":
      return JSON.stringify({ kind, ...eventsKey(need), ...spanKey(need) });
    case "total":
      return JSON.stringify({
        kind,
        of: need.of,
        property: need.property,
        ...eventsKey(need),
        ...spanKey(need),
      });
    case "occurred":
      return JSON.stringify({ kind, which: need.which, ...eventsKey(need) });
    case "messages": {
      const { did, channel, workflowId } = need;
      return JSON.stringify({ kind, did, channel, workflowId, ...spanKey(need) });
    }
    case "workflow": {
      const { workflowId, state } = need;
      return JSON.stringify({
        kind,
        workflowId,
        state,
        withinDays: state === "inside" ? 0 : need.withinDays,
      });
    }
  }
}

/** The need behind a key that `measureKey` made. */
export function readKey(key: string): MeasureNeed {
  return JSON.parse(key);
}

/** What a rule over events counts. */
export function countNeed({ event, where, withinDays, beforeDays }: WhichEvents & Span): CountNeed {
  return { kind: "count", event, where, withinDays, beforeDays };
}

export function totalNeed(
  { event, where, withinDays, beforeDays, property }: MeasureRule,
  of: TotalNeed["of"],
): TotalNeed {
  return { kind: "total", of, property, event, where, withinDays, beforeDays };
}

export function messageNeed({ did, channel, workflowId, withinDays, beforeDays }: MessageRule): MessageNeed {
  return { kind: "messages", did, channel, workflowId, withinDays, beforeDays };
}

export function workflowNeed({ workflowId, state, withinDays }: WorkflowRule): WorkflowNeed {
  return { kind: "workflow", workflowId, state, withinDays };
}

function needsOf(rule: SingleRule): Need[] {
  switch (rule.kind) {
    case "attribute":
    case "data":
    case "reachable":
      return [];
    case "event":
      return [countNeed(rule)];
    case "measure":
      // An average is not kept itself: with one more event it could not be told any more.
      return rule.of === "average"
        ? [totalNeed(rule, "sum"), totalNeed(rule, "count")]
        : [totalNeed(rule, rule.of)];
    case "occurred":
      return [{ kind: "occurred", which: rule.which, event: rule.event, where: rule.where }];
    case "message":
      return [messageNeed(rule)];
    case "workflow":
      return [workflowNeed(rule)];
    case "segment":
      return [{ kind: "segment", segmentId: rule.segmentId }];
    case "lifecycle":
      return [{ kind: "lifecycle" }];
    case "tag":
      return [{ kind: "tags" }];
  }
}

function timesOf(rule: SingleRule): Need[] {
  switch (rule.kind) {
    case "event": {
      if (isForEver(rule)) return [];
      // Older ones leave first, so the newest few decide; with days left out, others come in meanwhile.
      const enough = rule.atLeast + ((rule.how ?? "at-least") === "at-least" ? 0 : 1);
      return [{ kind: "times", of: countNeed(rule), newest: rule.beforeDays ? null : enough }];
    }
    case "measure":
      return isForEver(rule) ? [] : [{ kind: "times", of: totalNeed(rule, "count"), newest: null }];
    case "message":
      return isForEver(rule) ? [] : [{ kind: "times", of: messageNeed(rule), newest: null }];
    case "workflow":
      return rule.state === "inside" || rule.withinDays === 0
        ? []
        : [{ kind: "times", of: workflowNeed(rule), newest: 1 }];
    default:
      return [];
  }
}

function isForEver({ withinDays, beforeDays }: Span): boolean {
  return withinDays === 0 && !beforeDays;
}

function spanKey({ withinDays, beforeDays }: Span): Span {
  return { withinDays, beforeDays: beforeDays || undefined };
}

function eventsKey({ event, where = [] }: WhichEvents): WhichEvents {
  const rules = where.map(({ path, operator, value }) => ({ path, operator, value }));
  return { event, where: rules.length === 0 ? undefined : rules };
}
