import * as z from "zod/mini";
import { zoneOf } from "../facts.ts";
import { ALL_WEEKDAYS, localDateTime, nextTimeOfDay, resolveLocal } from "../local-time.ts";
import { defineFlow, type Outcome, type StepContext } from "../node.ts";
import { phrase } from "../phrase.ts";
import type { RunData } from "../run.ts";

/**
 * So long after its time a message still goes out at once, because the server was away for a moment or the list was long.
 * Later than that, the time of day that was chosen would be another one.
 */
export const MOMENT_LATE_MAX_MS = 3_600_000;

const config = z.object({ at: localDateTime.check(z.refine((at) => at !== "", "Choose a date and a time")) });
type MomentConfig = z.output<typeof config>;

/**
 * Waits until a date and time where the person lives. Only one-off messages have it, so it stands in no palette. Whoever
 * comes after that time waits for the same time of day on the next day: a newsletter for nine in the morning must not come
 * at three in the night, and must not be lost because it was sent from another part of the world.
 */
export const untilMoment = defineFlow({
  type: "until-moment",
  label: "Wait until a date and time",
  icon: "clock",
  summary: "Waits until a date and time where the person lives.",
  guide:
    "The time is the one on a clock where the customer lives. Whoever comes more than an hour after it waits for the same time of day on the next day.",
  config,
  waits: () => ["next"],
  sample: { at: "2030-06-01T09:00" },
  describe: ({ at }) => phrase("Wait until {moment}", { moment: at.replace("T", " ") }),
  ports: () => [{ id: "next", label: "Then" }],
  execute: (given, context) => waitOut(given, context.now, context),
  resume: (given, intention, context) =>
    waitOut(given, intention.kind === "until-moment" ? intention.from : context.now, context),
});

function waitOut({ at }: MomentConfig, since: number, { facts, data, now }: StepContext): Outcome {
  const laterMs = laterOf(data);
  const zone = zoneOf(facts);
  const planned = momentFor(at, laterMs, zone, since);
  // The server was away for longer than that: as if the person came only now.
  const isLost = now > planned + MOMENT_LATE_MAX_MS;
  const from = isLost ? now : since;
  const until = isLost ? momentFor(at, laterMs, zone, now) : planned;
  return until <= now
    ? { kind: "go", port: "next" }
    : { kind: "wait", until, intention: { kind: "until-moment", from, at, laterMs } };
}

/** When somebody in a zone who comes at `from` is written to. */
export function momentFor(at: string, laterMs: number, zone: string, from: number): number {
  const chosen = resolveLocal(at, zone) + laterMs;
  if (from <= chosen + MOMENT_LATE_MAX_MS) return chosen;
  return nextTimeOfDay(from - laterMs, at.slice(11), ALL_WEEKDAYS, zone) + laterMs;
}

/** How long after their time a person is written to, so that not everybody is at once. */
function laterOf({ laterMs }: RunData): number {
  return typeof laterMs === "number" ? laterMs : 0;
}
