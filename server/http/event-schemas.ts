import { z } from "zod";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import type { IntakeItem } from "#server/engine/intake.ts";
import { isTimeZone } from "#workflows/duration.ts";

/** As Segment documents them. */
export const EVENT_MAX_BYTES = 32 * 1024;
export const BATCH_MAX_BYTES = 500 * 1024;
const ID_MAX_CHARS = 200;
const EVENT_NAME_MAX_CHARS = 200;
/** Deeper than anybody means; a few thousand levels would overflow the stack of whoever reads the event. */
const NESTING_MAX_LEVELS = 64;

const identifier = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1, "is empty").max(ID_MAX_CHARS, `is longer than ${ID_MAX_CHARS} characters`));
const record = z.record(z.string(), z.unknown());
const consentState = z.enum(["pending", "granted", "withdrawn"]);

const common = {
  userId: identifier.nullish(),
  anonymousId: identifier.nullish(),
  messageId: identifier.nullish(),
  timestamp: z.iso.datetime({ offset: true, error: "is not a time like 2026-05-01T12:00:00Z" }).nullish(),
};
const identify = z.object({
  ...common,
  type: z.literal("identify"),
  traits: record.nullish(),
  /** What the person agreed to. */
  consent: z.object({ email: consentState.optional(), webPush: consentState.optional() }).nullish(),
});
const track = z.object({
  ...common,
  type: z.literal("track"),
  event: z
    .string()
    .trim()
    .min(1, "is empty")
    .max(EVENT_NAME_MAX_CHARS, `is longer than ${EVENT_NAME_MAX_CHARS} characters`),
  properties: record.nullish(),
});
const message = z.discriminatedUnion("type", [identify, track], { error: "must be identify or track" });

export type EventType = "identify" | "track";

export type ParsedEvent = { kind: "ok"; item: IntakeItem } | { kind: "refused"; message: string };

/** Reads one event as a program sent it. `receivedAt` stands in for a missing timestamp. */
export function parseEvent(body: unknown, type: EventType | null, receivedAt: number): ParsedEvent {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return refused("the event is not a JSON object");
  if (isDeeper(body, NESTING_MAX_LEVELS))
    return refused(`is nested deeper than ${NESTING_MAX_LEVELS} levels`);
  const parsed = message.safeParse(type === null ? body : { ...body, type });
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return refused(`${issue.path.join(".")} ${issue.message}`.trim());
  }
  const event = parsed.data;
  if (!event.userId && !event.anonymousId) return refused("userId or anonymousId is missing");
  const traits = event.type === "identify" ? readTraits(event.traits ?? {}) : { fields: {}, attributes: {} };
  if (typeof traits === "string") return refused(traits);
  const arrival = {
    externalId: event.userId ?? null,
    anonymousId: event.anonymousId ?? null,
    messageId: event.messageId ?? null,
    // A clock that runs ahead must not date an event in the future: timers would rest on it.
    at: Math.min(event.timestamp ? Date.parse(event.timestamp) : receivedAt, receivedAt),
    receivedAt,
    traits,
  };
  if (event.type === "track") {
    return {
      kind: "ok",
      item: { ...arrival, kind: "track", name: event.event, properties: event.properties ?? {} },
    };
  }
  const { email, webPush } = event.consent ?? {};
  const consent = [
    ...(email ? [{ channel: "email" as const, state: email }] : []),
    ...(webPush ? [{ channel: "web-push" as const, state: webPush }] : []),
  ];
  return { kind: "ok", item: { ...arrival, kind: "identify", consent } };
}

function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  for (const entry of Object.values(value)) {
    if (typeof entry === "object" && entry !== null && isDeeper(entry, levels - 1)) return true;
  }
  return false;
}

function refused(message: string): ParsedEvent {
  return { kind: "refused", message };
}

const ONE_LINE_TRAITS = ["name", "firstName", "lastName", "phone", "locale"];
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Segment's reserved traits become profile fields, all others attributes. A text says what cannot be taken. */
function readTraits(traits: Record<string, unknown>): IntakeItem["traits"] | string {
  // Somebody's mistake or attack: in an email, what follows a line break could become another header.
  const broken = ONE_LINE_TRAITS.find((name) => LINE_BREAK.test(String(traits[name] ?? "")));
  if (broken) return `traits.${broken} has a line break in it`;
  const { email, phone, name, firstName, lastName, timezone, locale, ...attributes } = traits;
  const fields: IntakeItem["traits"]["fields"] = {};
  if (typeof email === "string" && email.trim() !== "") {
    const address = email.trim().toLowerCase();
    if (!isEmailAddress(address)) return "traits.email is not an email address";
    fields.email = address;
  }
  const fullName = text(name) ?? [text(firstName), text(lastName)].filter(Boolean).join(" ");
  if (fullName) fields.name = fullName;
  if (text(phone)) fields.phone = text(phone);
  if (text(locale)) fields.locale = text(locale);
  const zone = text(timezone);
  if (zone && isTimeZone(zone)) fields.timezone = zone;
  // Kept, so that the owner sees on the profile why its times are the shop's.
  else if (zone) attributes.timezone = zone;
  return { fields, attributes };
}

const TEXT_MAX_CHARS = 300;

/** Text without control characters. */
function text(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const clean = value
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, TEXT_MAX_CHARS);
  return clean === "" ? undefined : clean;
}
