import * as z from "zod/mini";
import { condition } from "../condition.ts";
import { addDuration, duration, wordDuration } from "../duration.ts";
import { matchesEvent, propertyRules, wordEventFilter } from "../event-filter.ts";
import { zoneOf } from "../facts.ts";
import { holds } from "../holds.ts";
import { eventsIn, type Need, needsIn } from "../needs.ts";
import { defineFlow, type Outcome, type StepContext } from "../node.ts";
import { type FilledPhrase, phrase } from "../phrase.ts";
import type { Intention } from "../run.ts";
import { wordCondition } from "../word-condition.ts";

const config = z
  .object({
    what: z._default(z.enum(["event", "condition"]), "event").check(
      z.meta({
        label: "Wait until",
        options: { event: "Something happens", condition: "Something holds" },
      }),
    ),
    event: z._default(z.string().check(z.trim(), z.maxLength(200)), "").check(
      z.meta({
        label: "Event",
        control: "event-name",
        placeholder: "Order Completed",
        when: { field: "what", is: ["event"] },
      }),
    ),
    where: propertyRules.check(
      z.meta({
        label: "Only if",
        help: "{{ event.order_id }} compares with what started the run.",
        control: "property-rules",
        when: { field: "what", is: ["event"] },
      }),
    ),
    condition: z
      ._default(z.nullable(condition), null)
      .check(
        z.meta({ label: "Condition", control: "condition", when: { field: "what", is: ["condition"] } }),
      ),
    timeout: z._default(duration, { amount: 3, unit: "days" }).check(
      z.meta({
        label: "At most",
        help: "After this long the run goes on through the other path.",
        control: "duration",
      }),
    ),
  })
  .check(
    z.refine(({ what, event }) => what !== "event" || event !== "", {
      error: "Choose an event",
      path: ["event"],
    }),
    z.refine(({ what, condition: rule }) => what !== "condition" || rule !== null, {
      error: "Add a condition",
      path: ["condition"],
    }),
  );
type WaitForConfig = z.output<typeof config>;

export const waitFor = defineFlow({
  type: "wait-for",
  label: "Wait for",
  icon: "hourglass",
  summary: "Waits until something happens or holds, but not for ever.",
  guide:
    "An event counts when it happens after the person came to this step. A condition is looked at on arrival and whenever something happens to the person; if it holds on arrival already, the run goes on at once. Days and weeks of the longest wait keep the time of day where the customer lives.",
  config,
  // What holds on arrival already is not waited for.
  waits: ({ what }) => (what === "event" ? ["happened", "timeout"] : ["timeout"]),
  sample: { event: "Order Completed" },
  describe: (given) =>
    phrase("Wait for {what}, at most {time}", { what: wordWhat(given), time: wordDuration(given.timeout) }),
  ports: () => [
    { id: "happened", label: "When it happens" },
    { id: "timeout", label: "If it does not" },
  ],
  reads: (given) => needsOf(given),
  listens: (given) => (given.what === "event" ? [given.event] : eventsIn(needsOf(given))),
  execute: (given, context) => held(given, context) ?? waitOn(given, context.now, given.timeout, context),
  watches: (given) => given.what === "condition",
  hear: (given, signal, intention, context) => {
    if (given.what === "condition") return held(given, context);
    if (signal.kind !== "event" || signal.event.at < intention.from) return null;
    if (!matchesEvent(given, signal.event, context.data, zoneOf(context.facts))) return null;
    const reason = { code: "wait.happened" as const, values: { event: signal.event.name } };
    return { kind: "go", port: "happened", reason };
  },
  resume: (given, intention, context) =>
    held(given, context) ?? waitOn(given, intention.from, patience(given, intention), context),
});

/** What goes on because the condition holds; null when it does not, or an event is waited for. */
function held({ what, condition: rule }: WaitForConfig, { facts, data, now }: StepContext): Outcome | null {
  if (what !== "condition" || rule === null || !holds(rule, facts, data, now)) return null;
  const reason = { code: "wait.held" as const, values: { rule: phrase(wordCondition(rule)) } };
  return { kind: "go", port: "happened", reason };
}

/** Waits until patience ends by the zone that the profile has now, or goes on because it has ended. */
function waitOn(
  given: WaitForConfig,
  from: number,
  timeout: WaitForConfig["timeout"],
  { facts, now }: StepContext,
): Outcome {
  const zone = zoneOf(facts);
  const until = addDuration(from, timeout, zone);
  const what = wordWhat(given);
  if (until <= now) {
    return { kind: "go", port: "timeout", reason: { code: "wait.timed-out", values: { what } } };
  }
  const reason = { code: "wait.until" as const, values: { what, until: { at: until, zone } } };
  return { kind: "wait", until, intention: { kind: "wait-for", from, timeout }, reason };
}

/** A step that was something else when the wait began has its own patience from that beginning. */
function patience(given: WaitForConfig, intention: Intention): WaitForConfig["timeout"] {
  return intention.kind === "wait-for" ? intention.timeout : given.timeout;
}

function needsOf({ what, condition: rule }: WaitForConfig): Need[] {
  return what === "condition" && rule ? needsIn(rule) : [];
}

function wordWhat({ what, event, where, condition: rule }: WaitForConfig): FilledPhrase {
  if (what === "event") return phrase(wordEventFilter({ event, where }));
  return phrase("“{rule}”", { rule: rule ? phrase(wordCondition(rule)) : "" });
}
