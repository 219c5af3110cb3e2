import * as z from "zod/mini";
import { addDuration, duration, wordDuration } from "../duration.ts";
import { zoneOf } from "../facts.ts";
import { ALL_WEEKDAYS, dateMoment, nextTimeOfDay, timeOfDay } from "../local-time.ts";
import { defineFlow, type Outcome, type StepContext } from "../node.ts";
import { chain, type Phrase, phrase } from "../phrase.ts";
import { readPath } from "../read-path.ts";
import type { Intention } from "../run.ts";

const OFFSET_MAX_DAYS = 365;

const config = z
  .object({
    mode: z._default(z.enum(["for", "time", "date"]), "for").check(
      z.meta({
        label: "Wait",
        options: { for: "For a time", time: "Until a time of day", date: "Until a date" },
      }),
    ),
    duration: z
      ._default(duration, { amount: 1, unit: "days" })
      .check(z.meta({ label: "Wait for", control: "duration", when: { field: "mode", is: ["for"] } })),
    attribute: z._default(z.string().check(z.trim(), z.maxLength(200)), "").check(
      z.meta({
        label: "Date",
        help: "The attribute that holds it, like renewal_date.",
        control: "attribute-name",
        when: { field: "mode", is: ["date"] },
      }),
    ),
    offsetDays: z
      ._default(
        z.number().check(z.int("Use whole days"), z.minimum(-OFFSET_MAX_DAYS), z.maximum(OFFSET_MAX_DAYS)),
        0,
      )
      .check(
        z.meta({
          label: "Days after it",
          help: "A number below 0 means days before it.",
          when: { field: "mode", is: ["date"] },
        }),
      ),
    time: z
      ._default(timeOfDay, "09:00")
      .check(z.meta({ label: "At", control: "time-of-day", when: { field: "mode", is: ["time", "date"] } })),
    weekdays: z
      ._default(
        z
          .array(z.number().check(z.int(), z.minimum(1), z.maximum(7)))
          .check(z.minLength(1, "Choose at least one day"), z.maxLength(7)),
        ALL_WEEKDAYS,
      )
      .check(z.meta({ label: "On", control: "weekdays", when: { field: "mode", is: ["time"] } })),
  })
  .check(
    z.refine(({ mode, attribute }) => mode !== "date" || attribute !== "", {
      error: "Choose the attribute that holds the date",
      path: ["attribute"],
    }),
  );
type DelayConfig = z.output<typeof config>;

export const delay = defineFlow({
  type: "delay",
  label: "Wait",
  icon: "clock",
  summary: "Waits for a time, until a time of day, or until a date.",
  guide:
    "Minutes and hours pass by the clock. Days and weeks keep the time of day where the customer lives, also when the clocks change. Until a time of day means the next one: who comes at that very time waits for the next day. Until a date follows the attribute: when the date is changed during the wait, the wait is too; when there is no date, or it has passed already, the other path is taken. A year is fine: waiting costs nothing and survives restarts.",
  config,
  // Where there is no date to wait for no time passes.
  waits: () => ["next"],
  sample: { duration: { amount: 1, unit: "days" } },
  describe: describeDelay,
  ports: ({ mode }) => {
    const next = { id: "next", label: "Then" };
    return mode === "date" ? [next, { id: "passed", label: "No such date, or it has passed" }] : [next];
  },
  execute: (given, context) => waitOut(given, meant(given, context.now), context),
  watches: (given) => given.mode === "date",
  hear: (given, signal, intention, context) =>
    // A changed profile may hold another date.
    signal.kind === "profile-changed" && intention.kind === "until-date"
      ? waitOut(given, intention, context)
      : null,
  resume: (given, intention, context) =>
    // A step that was something else when the wait began counts from that beginning.
    waitOut(given, isOwn(intention) ? intention : meant(given, intention.from), context),
});

type DelayIntention = Exclude<Intention, { kind: "wait-for" | "until-moment" }>;

function isOwn(intention: Intention): intention is DelayIntention {
  return intention.kind !== "wait-for" && intention.kind !== "until-moment";
}

function meant(
  { mode, duration, time, weekdays, attribute, offsetDays }: DelayConfig,
  from: number,
): DelayIntention {
  switch (mode) {
    case "for":
      return { kind: "delay", from, duration };
    case "time":
      return { kind: "until-time", from, time, weekdays };
    case "date":
      return { kind: "until-date", from, attribute, offsetDays, time };
  }
}

/** Waits on, or goes on when the moment has come: by the zone and the date that the profile has now. */
function waitOut(given: DelayConfig, intention: DelayIntention, { facts, now }: StepContext): Outcome {
  const zone = zoneOf(facts);
  if (intention.kind === "delay") {
    const until = addDuration(intention.from, intention.duration, zone);
    return until <= now ? { kind: "go", port: "next" } : { kind: "wait", until, intention };
  }
  if (intention.kind === "until-time") {
    // Later than the arrival, so that a way round through this step comes here once a day and not again and again.
    return waitUntil(nextTimeOfDay(intention.from + 1, intention.time, intention.weekdays, zone));
  }
  const { attribute, from } = intention;
  // The step may have been changed since the wait began: only one that waits for a date has the other path.
  const port = given.mode === "date" ? "passed" : "next";
  const moment = dateMoment(readPath(facts.profile.attributes, attribute), intention, zone);
  if (!moment) return { kind: "go", port, reason: { code: "delay.no-date", values: { attribute } } };
  if (moment.at <= from) {
    const date = { at: moment.at, zone };
    return { kind: "go", port, reason: { code: "delay.date-passed", values: { date } } };
  }
  return waitUntil(moment.at);

  function waitUntil(until: number): Outcome {
    if (until <= now) return { kind: "go", port: "next" };
    return { kind: "wait", until, intention };
  }
}

const WEEKDAY_NAMES = [
  phrase("Mondays"),
  phrase("Tuesdays"),
  phrase("Wednesdays"),
  phrase("Thursdays"),
  phrase("Fridays"),
  phrase("Saturdays"),
  phrase("Sundays"),
];

function describeDelay(given: DelayConfig): Phrase {
  switch (given.mode) {
    case "for":
      return phrase("Wait {time}", { time: wordDuration(given.duration) });
    case "time":
      return wordTimeOfDay(given);
    case "date":
      return wordDate(given);
  }
}

function wordTimeOfDay({ time, weekdays }: DelayConfig): Phrase {
  const named = WEEKDAY_NAMES.filter((_, index) => weekdays.includes(index + 1));
  const last = named.at(-1);
  if (!last || named.length === WEEKDAY_NAMES.length) return phrase("Wait until {time}", { time });
  const others = chain(named.slice(0, -1), "{a}, {b}");
  const days = named.length === 1 ? last : phrase("{a} or {b}", { a: phrase(others), b: last });
  return phrase("Wait until {time} on {days}", { time, days });
}

function wordDate({ attribute, offsetDays, time }: DelayConfig): Phrase {
  if (offsetDays === 0) return phrase("Wait until “{attribute}”, {time}", { attribute, time });
  const values = { attribute, time, days: wordDuration({ amount: Math.abs(offsetDays), unit: "days" }) };
  return offsetDays < 0
    ? phrase("Wait until {days} before “{attribute}”, {time}", values)
    : phrase("Wait until {days} after “{attribute}”, {time}", values);
}
