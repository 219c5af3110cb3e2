import { z } from "zod";
import { consentFields } from "./consent-fields.ts";
import { NOT_A_TIME } from "./segment-time.ts";

/** As Segment documents them. */
export const EVENT_MAX_BYTES = 32 * 1024;
export const BATCH_MAX_BYTES = 500 * 1024;
export const BATCH_EVENTS_MAX = 2500;
export const EVENT_NAME_MAX_CHARS = 200;

// No transforms and no records: each event of a busy shop goes through here, and those cost more than all the rest.
const id = z.union([z.string(), z.number()], { error: "must be text or a number" }).nullish();
const fields = z.looseObject({}, { error: "must be an object" }).nullish();
const text = z.string({ error: "must be text" }).nullish();
/** Read where it is needed: here it would be read twice. */
export const time = z.string({ error: NOT_A_TIME }).meta({ format: "date-time" }).nullish();

const common = {
  userId: id,
  anonymousId: id,
  messageId: id,
  timestamp: time,
  originalTimestamp: time,
  sentAt: time,
  context: z.unknown().optional(),
};
const visit = z.object({ ...common, name: text, category: text, properties: fields });

/** What a program sends, by the kind of its call: the calls of Segment's tracking API. */
export const eventSchemas = {
  identify: z.object({
    ...common,
    traits: fields,
    /** What the person agreed to. */
    consent: consentFields.nullish(),
  }),
  track: z.object({
    ...common,
    event: z
      .string("is missing or not text")
      .trim()
      .min(1, "is empty")
      .max(EVENT_NAME_MAX_CHARS, `is longer than ${EVENT_NAME_MAX_CHARS} characters`),
    properties: fields,
  }),
  page: visit,
  screen: visit,
  group: z.object({ ...common, groupId: id, traits: fields }),
  alias: z.object({ ...common, previousId: id }),
};

export type EventType = keyof typeof eventSchemas;
export type EventOf<Type extends EventType> = z.infer<(typeof eventSchemas)[Type]>;

export function isEventType(type: unknown): type is EventType {
  return typeof type === "string" && Object.hasOwn(eventSchemas, type);
}
