import * as z from "zod";
import { defineTrigger } from "../node.ts";

export const event = defineTrigger({
  type: "event",
  label: "Does something",
  icon: "zap",
  summary: "Starts when a chosen event arrives.",
  guide: "Choose any event your shop sends. Each person enters once.",
  config: z.object({
    event: z.string().trim().min(1, "Choose the event that starts this workflow").max(200).meta({
      label: "Event",
      help: "The name exactly as your shop sends it.",
      control: "event-name",
      placeholder: "Product Viewed",
    }),
  }),
  sample: { event: "Product Viewed" },
  describe: (config) => `When somebody does “${config.event}”`,
  listens: (config) => [config.event],
  exitEvents: () => [],
  on: (_config, happened) => [{ kind: "start", entryKey: "once", data: { event: happened.properties } }],
  sampleEvent: (config) => ({
    name: config.event,
    properties: { name: "Linen throw", price: 49, currency: "USD" },
  }),
});
