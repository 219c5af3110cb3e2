import * as z from "zod";
import { addDuration, duration, wordDuration } from "../duration.ts";
import { zoneOf } from "../facts.ts";
import { defineFlow } from "../node.ts";

export const delay = defineFlow({
  type: "delay",
  label: "Wait",
  icon: "clock",
  summary: "Waits for a time, then goes on.",
  guide:
    "Minutes and hours pass by the clock. Days and weeks keep the time of day where the customer lives, also when the clocks change. A year is fine: waiting costs nothing and survives restarts.",
  config: z.object({
    duration: duration.meta({ label: "Wait for", control: "duration" }),
  }),
  waits: true,
  sample: { duration: { amount: 1, unit: "days" } },
  describe: (config) => `Wait ${wordDuration(config.duration)}`,
  ports: () => [{ id: "next", label: "Then" }],
  execute: (config, { facts, now }) => {
    const until = addDuration(now, config.duration, zoneOf(facts));
    return { kind: "wait", until, intention: { kind: "delay", from: now, duration: config.duration } };
  },
  resume: (_config, intention, { facts, now }) => {
    const until = addDuration(intention.from, intention.duration, zoneOf(facts));
    return until <= now ? { kind: "go", port: "next" } : { kind: "wait", until, intention };
  },
});
