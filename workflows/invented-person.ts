import * as z from "zod/mini";
import { TAGS_ATTRIBUTE } from "./change.ts";
import { type EventTimes, spreadTimes } from "./event-times.ts";
import { timeZone } from "./local-time.ts";
import type { Happened } from "./measure.ts";

const ATTRIBUTES_MAX = 50;
const EVENTS_MAX = 20;
/** No rule compares with more. */
const TIMES_MAX = 1000;

/** The channels on which consent is asked for. */
export const consentChannels = ["email", "web-push", "sms", "whatsapp", "in-app"] as const;
export const consentAnswers = ["granted", "pending", "withdrawn", "unknown"] as const;
export const attributeKinds = ["text", "number", "yes-no", "date", "list"] as const;

const consentAnswer = z.enum(consentAnswers);

const inventedAttribute = z.object({
  name: z.string().check(z.trim(), z.maxLength(200)),
  kind: z.enum(attributeKinds),
  /** As the form has it: "yes" or "no", a list with commas, a number in its own writing. */
  value: z.string().check(z.maxLength(1000)),
});
export type InventedAttribute = z.output<typeof inventedAttribute>;

const inventedEvents = z.object({
  event: z.string().check(z.trim(), z.maxLength(200)),
  times: z.number().check(z.int("Use a whole number"), z.minimum(0), z.maximum(TIMES_MAX)),
  withinDays: z.number().check(z.int("Use whole days"), z.minimum(1), z.maximum(3650)),
});

/** Somebody who is made up to try a workflow with. Lives in the browser; no server keeps it. */
export const inventedPerson = z.object({
  name: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
  hasEmail: z._default(z.boolean(), true),
  phone: z._default(z.string().check(z.trim(), z.maxLength(50)), ""),
  /** Empty: not known. */
  language: z._default(z.string().check(z.trim(), z.maxLength(40)), ""),
  /** Empty: the shop's. */
  zone: z._default(timeZone, ""),
  country: z._default(z.string().check(z.trim(), z.maxLength(100)), ""),
  tags: z._default(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50)), []),
  attributes: z._default(z.array(inventedAttribute).check(z.maxLength(ATTRIBUTES_MAX)), []),
  consent: z.prefault(
    z.object({
      email: z._default(consentAnswer, "granted"),
      "web-push": z._default(consentAnswer, "granted"),
      sms: z._default(consentAnswer, "granted"),
      whatsapp: z._default(consentAnswer, "granted"),
      "in-app": z._default(consentAnswer, "granted"),
    }),
    {},
  ),
  hasWebPush: z._default(z.boolean(), false),
  events: z._default(z.array(inventedEvents).check(z.maxLength(EVENTS_MAX)), []),
  /** Stands for the person where lots are drawn: another number may get another path of a split. */
  lot: z._default(z.number().check(z.int(), z.minimum(0), z.maximum(1_000_000)), 0),
});
export type InventedPerson = z.output<typeof inventedPerson>;

/** The address of an invented person: of a domain that nobody can own (RFC 2606). */
export const INVENTED_EMAIL = "somebody@example.com";

/** What stands in the profile of an invented person; a row without a name, or without a usable value, is left out. */
export function inventedAttributes({ attributes, tags, country }: InventedPerson): Record<string, unknown> {
  const rows = attributes.flatMap((row) => {
    const value = attributeValue(row);
    return row.name === "" || value === undefined ? [] : [[row.name, value] as const];
  });
  return {
    ...(country === "" ? {} : { country }),
    ...(tags.length === 0 ? {} : { [TAGS_ATTRIBUTE]: tags }),
    ...Object.fromEntries(rows),
  };
}

/** When an invented person did what, spread evenly over the days that were named. */
export function inventedPast({ events }: InventedPerson, before: number): EventTimes {
  const past = new Map<string, Happened[]>();
  for (const { event, times, withinDays } of events) {
    if (event === "" || times === 0) continue;
    past.set(event, [...(past.get(event) ?? []), ...spreadTimes(times, withinDays, before)]);
  }
  return Object.fromEntries(past);
}

function attributeValue({ kind, value }: InventedAttribute): unknown {
  const text = value.trim();
  if (text === "") return undefined;
  switch (kind) {
    case "text":
    case "date":
      return text;
    case "number":
      return Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "yes-no":
      return text === "yes";
    case "list":
      return text
        .split(",")
        .map((entry) => entry.trim())
        .filter((entry) => entry !== "");
  }
}
