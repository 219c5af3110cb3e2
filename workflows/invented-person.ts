import * as z from "zod";
import { TAGS_ATTRIBUTE } from "./change.ts";
import { type EventTimes, spreadTimes } from "./event-times.ts";
import { timeZone } from "./local-time.ts";

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
  name: z.string().trim().max(200),
  kind: z.enum(attributeKinds),
  /** As the form has it: "yes" or "no", a list with commas, a number in its own writing. */
  value: z.string().max(1000),
});
export type InventedAttribute = z.output<typeof inventedAttribute>;

const inventedEvents = z.object({
  event: z.string().trim().max(200),
  times: z.number().int("Use a whole number").min(0).max(TIMES_MAX),
  withinDays: z.number().int("Use whole days").min(1).max(3650),
});

/** Somebody who is made up to try a workflow with. Lives in the browser; no server keeps it. */
export const inventedPerson = z.object({
  name: z.string().trim().max(200).default(""),
  hasEmail: z.boolean().default(true),
  phone: z.string().trim().max(50).default(""),
  /** Empty: not known. */
  language: z.string().trim().max(40).default(""),
  /** Empty: the shop's. */
  zone: timeZone.default(""),
  country: z.string().trim().max(100).default(""),
  tags: z.array(z.string().max(200)).max(50).default([]),
  attributes: z.array(inventedAttribute).max(ATTRIBUTES_MAX).default([]),
  consent: z
    .object({
      email: consentAnswer.default("granted"),
      "web-push": consentAnswer.default("granted"),
      sms: consentAnswer.default("granted"),
      whatsapp: consentAnswer.default("granted"),
      "in-app": consentAnswer.default("granted"),
    })
    .prefault({}),
  hasWebPush: z.boolean().default(false),
  events: z.array(inventedEvents).max(EVENTS_MAX).default([]),
  /** Stands for the person where lots are drawn: another number may get another path of a split. */
  lot: z.number().int().min(0).max(1_000_000).default(0),
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
  const past = new Map<string, number[]>();
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
