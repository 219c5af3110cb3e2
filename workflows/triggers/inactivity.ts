import * as z from "zod/mini";
import { addDuration } from "../duration.ts";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";

/** One timer for each person. */
const TIMER_KEY = "quiet";

export const inactivity = defineTrigger({
  type: "inactivity",
  label: "Goes quiet",
  icon: "moon",
  summary: "Starts when somebody has not done something for a number of days.",
  guide:
    "Counts from the last time the person did the chosen event; somebody who never did it is not meant. Starts once per quiet spell: doing the event again ends the run and begins a new count. Messages that we send, opens and clicks do not count as activity.",
  config: z.object({
    event: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, "Choose what counts as activity"),
        z.maxLength(200),
        z.meta({ label: "What counts as activity", control: "event-name", placeholder: "Order Completed" }),
      ),
    days: z.number().check(
      z.int("Use whole days"),
      z.minimum(1),
      z.maximum(1000),
      z.meta({
        label: "Days without it",
        help: "A good start is twice the usual time between two orders.",
      }),
    ),
  }),
  sample: { event: "Order Completed", days: 60 },
  describe: ({ event, days }) =>
    phrase("When somebody has not done “{event}” for {days} days", { event, days }),
  brings: "event",
  listens: (config) => [config.event],
  exitEvents: (config) => [config.event],
  exitsSince: ({ quietSince }) => (typeof quietSince === "number" ? quietSince : null),
  on: (config, event, { zone }) => [
    {
      kind: "arm",
      timerKey: TIMER_KEY,
      dueAt: dueAt(event.at, config.days, zone),
      setAt: event.at,
      data: { event: event.properties },
    },
  ],
  due: (_config, timer) => ({
    kind: "start",
    entryKey: `quiet-since-${timer.setAt}`,
    data: { event: timer.data.event ?? {}, quietSince: timer.setAt },
  }),
  reschedule: (config, setAt, zone) => dueAt(setAt, config.days, zone),
  backfill: (config) => ({
    event: config.event,
    timerKey: TIMER_KEY,
    dueAt: (lastAt, zone) => dueAt(lastAt, config.days, zone),
  }),
  sampleEvent: (config) => ({
    name: config.event,
    properties: { order_id: "1001", total: 64, currency: "USD" },
  }),
});

function dueAt(lastAt: number, days: number, zone: string): number {
  return addDuration(lastAt, { amount: days, unit: "days" }, zone);
}
