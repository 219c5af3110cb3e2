import fc from "fast-check";
import { messageChannels } from "../condition.ts";
import { type Facts, zoneOf } from "../facts.ts";
import { lifecycleStages } from "../lifecycle.ts";
import { type Happened, isEventNeed, measure, turningTimes } from "../measure.ts";
import {
  isMeasure,
  type MeasureNeed,
  type MessageNeed,
  measureKey,
  type Need,
  type WorkflowNeed,
} from "../needs.ts";
import { isInWindow, windowOf } from "../rule-window.ts";
import type { RuleNames } from "./random-condition.ts";
import { DAY_MS, makeFacts, NOW } from "./sample-facts.ts";

/** Everything that rules can ask about somebody, as it happened. */
export interface Life {
  profile: Pick<Facts["profile"], "email" | "phone" | "timezone" | "lastSeenAt" | "attributes">;
  webPush: boolean;
  events: Record<string, Happened[]>;
  messages: { id: number; did: MessageNeed["did"]; channel: string; workflowId: number | null; at: number }[];
  runs: {
    workflowId: number;
    startedAt: number;
    endedAt: number | null;
    finished: boolean;
    convertedAt: number | null;
  }[];
  segments: number[];
  stage: Facts["stage"];
  tags: string[];
}

/** Small worlds over few names, so that rules over the same names meet something. Most happens in the days before `NOW`. */
export function anyLife(names: RuleNames): fc.Arbitrary<Life> {
  const at = anyMoment();
  const value = anyValue(names);
  const attributes = names.attributes.map((name) => name.split(".", 1)[0]!);
  return fc.record({
    profile: fc.record({
      email: fc.constantFrom("ana@example.com", null),
      phone: fc.constantFrom("+491701234567", null),
      timezone: fc.constantFrom(null, "Europe/Berlin", "Pacific/Auckland"),
      lastSeenAt: fc.option(at),
      attributes: fc.record(Object.fromEntries(attributes.map((name) => [name, value]))),
    }),
    webPush: fc.boolean(),
    events: fc.record(
      Object.fromEntries(
        names.events.map((name) => [
          name,
          fc.array(
            fc.record({
              at,
              properties: fc.record(
                Object.fromEntries(names.properties.map((property) => [property, value])),
              ),
            }),
            { maxLength: 6 },
          ),
        ]),
      ),
    ),
    messages: fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 3 }),
        did: fc.constantFrom("received" as const, "opened" as const, "clicked" as const),
        channel: fc.constantFrom(...messageChannels),
        workflowId: fc.constantFrom(null, ...names.workflowIds),
        at,
      }),
      { maxLength: 5 },
    ),
    runs:
      names.workflowIds.length === 0
        ? fc.constant([])
        : fc.array(
            fc.record({
              workflowId: fc.constantFrom(...names.workflowIds),
              startedAt: at,
              endedAt: fc.option(at),
              finished: fc.boolean(),
              convertedAt: fc.option(at),
            }),
            { maxLength: 4 },
          ),
    segments: fc.subarray([...names.segmentIds]),
    stage: fc.option(fc.constantFrom(...lifecycleStages)),
    tags: fc.subarray([...names.tags]),
  });
}

/** What rules know of a life at a moment: all that they need, and nothing else. */
export function factsOf(life: Life, needs: readonly Need[], now: number): Facts {
  const facts = makeFacts({
    profile: { ...makeFacts().profile, ...life.profile },
    reachable: {
      email: life.profile.email !== null,
      webPush: life.webPush,
      phone: life.profile.phone !== null,
    },
    segments: new Set(life.segments),
    stage: life.stage,
    tags: life.tags,
  });
  const zone = zoneOf(facts);
  const measures: Record<string, number | null> = {};
  const times: Record<string, number[]> = {};
  for (const need of needs) {
    if (isMeasure(need)) measures[measureKey(need)] = measureOf(life, need, now, zone);
    if (need.kind !== "times") continue;
    const key = measureKey(need.of);
    const all = timesOf(life, need.of, now, zone);
    const enough = need.newest === null ? all : all.slice(0, need.newest);
    if (enough.length >= (times[key]?.length ?? 0)) times[key] = enough;
  }
  return { ...facts, measures, times };
}

function measureOf(life: Life, need: MeasureNeed, now: number, zone: string): number | null {
  if (isEventNeed(need)) return measure(need, life.events[need.event] ?? [], now, zone);
  const window = windowOf(need, now);
  if (need.kind === "messages") {
    const deeds = deedsOf(life, need).filter(({ at }) => isInWindow(at, window));
    return new Set(deeds.map(({ id }) => id)).size;
  }
  if (need.state === "inside")
    return life.runs.filter((run) => run.workflowId === need.workflowId && run.endedAt === null).length;
  return runTimes(life, need).filter((at) => isInWindow(at, window)).length;
}

function timesOf(
  life: Life,
  need: Extract<Need, { kind: "times" }>["of"],
  now: number,
  zone: string,
): number[] {
  if (need.kind === "messages") return deedsOf(life, need).map(({ at }) => at);
  if (need.kind === "workflow") return runTimes(life, need).sort((a, b) => b - a);
  return turningTimes(need, life.events[need.event] ?? [], now, zone);
}

function deedsOf({ messages }: Life, { did, channel, workflowId }: MessageNeed) {
  return messages.filter(
    (one) =>
      one.did === did &&
      (channel === undefined || one.channel === channel) &&
      (workflowId === undefined || one.workflowId === workflowId),
  );
}

function runTimes({ runs }: Life, { workflowId, state }: WorkflowNeed): number[] {
  return runs.flatMap((run) => {
    if (run.workflowId !== workflowId) return [];
    if (state === "entered") return run.startedAt;
    if (state === "converted") return run.convertedAt ?? [];
    return run.finished && run.endedAt !== null ? run.endedAt : [];
  });
}

/** Often on the very edge of a window, a few days around `NOW`. */
function anyMoment(): fc.Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: -8, max: 1 }), fc.constantFrom(-1, 0, 1, 3_600_000, 11 * 3_600_000))
    .map(([days, ms]) => NOW + days * DAY_MS + ms);
}

function anyValue({ texts, dates, numbers = [0, 1, 2, 3] }: RuleNames): fc.Arbitrary<unknown> {
  const single = fc.oneof(
    fc.constantFrom(...texts, ...dates, ...numbers),
    anyMoment(),
    anyMoment().map((at) => new Date(at).toISOString()),
    fc.constantFrom(true, "2026-03-09T10:00", "", null),
  );
  return fc.oneof(
    { arbitrary: single, weight: 6 },
    fc.array(single, { maxLength: 3 }),
    fc.record({ name: single }),
  );
}
