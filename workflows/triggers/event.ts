import * as z from "zod/mini";
import { matchesEvent, propertyRules, wordEventFilter } from "../event-filter.ts";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";

export const event = defineTrigger({
  type: "event",
  label: "Does something",
  icon: "zap",
  summary: "Starts when a chosen event arrives.",
  guide:
    "Choose any event your shop sends, and say more about it where not each one is meant. Each person enters once, unless the workflow's settings let people in again.",
  config: z.object({
    event: z.string().check(
      z.trim(),
      z.minLength(1, "Choose the event that starts this workflow"),
      z.maxLength(200),
      z.meta({
        label: "Event",
        help: "The name exactly as your shop sends it.",
        control: "event-name",
        placeholder: "Product Viewed",
      }),
    ),
    where: propertyRules.check(
      z.meta({
        label: "Only if",
        help: "Rules over what comes with the event. All of them must hold.",
        placeholder: "50",
        control: "property-rules",
      }),
    ),
  }),
  sample: { event: "Product Viewed" },
  describe: (config) => phrase("When somebody does {event}", { event: phrase(wordEventFilter(config)) }),
  brings: "event",
  listens: (config) => [config.event],
  exitEvents: () => [],
  on: (config, happened, { zone }) =>
    matchesEvent(config, happened, {}, zone)
      ? [{ kind: "start", entryKey: "once", data: { event: happened.properties } }]
      : [],
  sampleEvent: (config) => ({
    name: config.event,
    properties: { name: "Linen throw", price: 49, currency: "USD" },
  }),
});
