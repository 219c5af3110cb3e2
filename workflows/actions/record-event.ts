import * as z from "zod/mini";
import { eventName } from "../event-filter.ts";
import { defineAction } from "../node.ts";
import { phrase } from "../phrase.ts";
import type { RunData } from "../run.ts";
import { readValue } from "./value-text.ts";

const PROPERTIES_MAX = 20;

const property = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Give the property a name"), z.maxLength(200)),
  value: z._default(z.string().check(z.maxLength(1000)), ""),
});
type Property = z.output<typeof property>;

export const recordEvent = defineAction({
  type: "record-event",
  label: "Record event",
  icon: "calendar-plus",
  summary: "Records that something happened to the person.",
  guide:
    "The event counts like one that the shop sent: it shows in the history, and workflows that wait for it start or go on. Such workflows count how many others stand behind them, and past a few an event starts nothing any more, so that workflows cannot start each other without end. {{ event.order_id }} stands for a value of what started the run; a property whose value is not there is left out.",
  config: z.object({
    event: eventName.check(z.meta({ label: "Event", control: "event-name", placeholder: "Trial ended" })),
    properties: z
      ._default(
        z.array(property).check(
          z.maxLength(PROPERTIES_MAX, `At most ${PROPERTIES_MAX} properties`),
          z.refine(
            (properties) => new Set(properties.map(({ name }) => name)).size === properties.length,
            "Two properties have the same name",
          ),
        ),
        [],
      )
      .check(
        z.meta({
          label: "Properties",
          help: "What others can read of the event, such as a total.",
          control: "event-properties",
        }),
      ),
  }),
  sample: { event: "Welcome finished" },
  describe: ({ event }) => phrase("Record “{event}”", { event }),
  ports: () => [{ id: "next", label: "Then" }],
  execute: ({ event, properties }, { data }) => ({
    kind: "go",
    port: "next",
    changes: [{ kind: "record-event", name: event, properties: readProperties(properties, data) }],
    reason: { code: "event.recorded", values: { event } },
  }),
});

function readProperties(properties: Property[], data: RunData): Record<string, unknown> {
  const values = properties.map(({ name, value }) => [name, readValue(value, data)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
