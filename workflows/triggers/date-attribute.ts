import * as z from "zod/mini";
import { nextOccurrence, timeOfDay } from "../local-time.ts";
import { defineTrigger } from "../node.ts";
import { type Phrase, phrase } from "../phrase.ts";
import { readGiven } from "../read-path.ts";

/** One timer for each person: the next date. */
const TIMER_KEY = "date";
const OFFSET_MAX_DAYS = 365;

export const dateAttribute = defineTrigger({
  type: "date-attribute",
  label: "Date comes up",
  icon: "calendar-heart",
  summary: "Starts on a date that is known about a person, such as a birthday or a renewal.",
  guide:
    "Choose the attribute that holds the date, written like 1990-05-31; for dates that come each year 05-31 is enough. The time is the customer's own. Who was born on 29 February has their day on 28 February in other years. When the date is changed, the new one counts. Starts once for each date; people whose date has passed already are not caught up with.",
  config: z.object({
    attribute: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, "Choose the attribute that holds the date"),
        z.maxLength(200),
        z.meta({ label: "Attribute with the date", control: "attribute-name", placeholder: "birthday" }),
      ),
    repeat: z
      ._default(z.enum(["yearly", "once"]), "yearly")
      .check(z.meta({ label: "It comes", options: { yearly: "Every year", once: "Once" } })),
    offsetDays: z
      ._default(
        z.number().check(z.int("Use whole days"), z.minimum(-OFFSET_MAX_DAYS), z.maximum(OFFSET_MAX_DAYS)),
        0,
      )
      .check(
        z.meta({
          label: "Days after it",
          help: "0 is the day itself; -7 is a week before it.",
        }),
      ),
    time: z
      ._default(timeOfDay, "09:00")
      .check(z.meta({ label: "Time", help: "Where the customer lives.", control: "time-of-day" })),
  }),
  sample: { attribute: "birthday", repeat: "yearly", offsetDays: 0, time: "09:00" },
  describe: ({ attribute, repeat, offsetDays, time }) => {
    const day = phrase(wordDay(attribute, offsetDays));
    return repeat === "yearly"
      ? phrase("{day}, every year, at {time}", { day, time })
      : phrase("{day}, once, at {time}", { day, time });
  },
  listens: () => [],
  exitEvents: () => [],
  on: () => [],
  timerOf: ({ attribute, repeat, offsetDays, time }, profile, zone, after) => {
    const rule = { yearly: repeat === "yearly", offsetDays, time };
    const next = nextOccurrence(readGiven(profile, attribute), rule, zone, after);
    return next && { timerKey: TIMER_KEY, dueAt: next.at, data: { date: next.date } };
  },
  // A person who flies west on the day has the same date again.
  due: (_config, { data: { date } }) => ({
    kind: "start",
    entryKey: `date-${date}`,
    data: { date },
    onceOnly: true,
  }),
  sampleEvent: () => ({ name: "Date came up", properties: {} }),
  sampleData: () => ({ event: {}, date: "2027-05-17" }),
});

function wordDay(attribute: string, offsetDays: number): Phrase {
  const days = Math.abs(offsetDays);
  if (days === 0) return phrase("On {attribute}", { attribute });
  if (days === 1)
    return offsetDays < 0
      ? phrase("1 day before {attribute}", { attribute })
      : phrase("1 day after {attribute}", { attribute });
  return offsetDays < 0
    ? phrase("{days} days before {attribute}", { days, attribute })
    : phrase("{days} days after {attribute}", { days, attribute });
}
