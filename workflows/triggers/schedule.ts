import * as z from "zod/mini";
import { condition, readsData } from "../condition.ts";
import { cronLine, wordCron } from "../cron.ts";
import { timeZone } from "../local-time.ts";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";
import { wordCondition } from "../word-condition.ts";

export const schedule = defineTrigger({
  type: "schedule",
  label: "At set times",
  icon: "calendar-clock",
  summary: "Starts at set times, for everybody or for whoever a rule holds.",
  guide:
    "Choose the times, and for whom. At each of them everybody for whom the rule holds then enters, once for each time. All enter at the same moment, wherever they live; quiet hours hold the messages of those who sleep.",
  config: z.object({
    cron: z._default(cronLine, "0 9 * * 1").check(z.meta({ label: "When", control: "cron" })),
    zone: z
      ._default(timeZone, "")
      .check(z.meta({ label: "In the time zone", help: "Empty: the shop's.", control: "time-zone" })),
    who: z
      ._default(
        z.nullable(condition).check(
          z.refine((rule) => rule === null || !readsData(rule), {
            error: "Nothing comes with a set time, so only use rules about the person",
          }),
        ),
        null,
      )
      .check(z.meta({ label: "For whom", help: "Without a rule: for everybody.", control: "condition" })),
  }),
  sample: { cron: "0 9 * * 1", zone: "", who: { kind: "reachable", channel: "email" } },
  describe: ({ cron, zone, who }) => {
    const times = phrase(wordCron(cron));
    const when = zone === "" ? times : phrase("{when} in {zone}", { when: times, zone });
    return who === null
      ? phrase("{when}, for everybody", { when })
      : phrase("{when}, for everybody for whom this holds: {rule}", {
          when,
          rule: phrase(wordCondition(who)),
        });
  },
  listens: () => [],
  exitEvents: () => [],
  on: () => [],
  schedule: ({ cron, zone, who }) => ({ cron, zone: zone || null, condition: who }),
  sampleEvent: () => ({ name: "Time came round", properties: {} }),
});
