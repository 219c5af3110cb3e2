import type { z } from "zod";
import type { IntakeItem, Traits } from "#server/engine/intake.ts";
import { ownMessageId, publicMessageId } from "#server/engine/message-ids.ts";
import type { Topic } from "#workflows/topics.ts";
import { consentProblem, readConsent } from "./consent-fields.ts";
import { type EventOf, type EventType, eventSchemas, isEventType } from "./event-schemas.ts";
import { INEXACT_ID, isExactId } from "./exact-id.ts";
import { hintsOf, pageOf, traitsOf, withCampaign } from "./segment-context.ts";
import { harmless } from "./segment-json.ts";
import { eventTime } from "./segment-time.ts";
import { readTraits } from "./segment-traits.ts";

const ID_MAX_CHARS = 200;
export const PAGE_EVENT = "Page Viewed";
export const SCREEN_EVENT = "Screen Viewed";

export type ParsedEvent = { kind: "ok"; item: IntakeItem } | { kind: "refused"; message: string };

/** What is known about an event besides itself. */
export interface EventOrigin {
  receivedAt: number;
  /** When the whole batch was sent, by the sender's clock. */
  sentAt?: number | null;
  /** It came with a write key, which anybody can read in a web page. */
  isPublic?: boolean;
  /** Some text in it may hold what no database can. */
  unstorable?: boolean;
  /** What somebody can agree to be written to about. */
  topics?: readonly Topic[];
}

/** Reads one event as a program sent it; `type` is what the address says, null where the event says it itself. */
export function parseEvent(body: unknown, type: EventType | null, origin: EventOrigin): ParsedEvent {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { kind: "refused", message: "the event is not a JSON object" };
  const safe = harmless(body, origin.unstorable ?? false);
  if (safe.kind === "refused") return safe;
  const kind = type ?? ("type" in safe.value ? safe.value.type : undefined);
  const item = isEventType(kind)
    ? readers[kind](safe.value, origin)
    : `type must be one of ${Object.keys(eventSchemas).join(", ")}`;
  return typeof item === "string" ? { kind: "refused", message: item } : { kind: "ok", item };
}

type Arrival = Omit<IntakeItem & { kind: "track" }, "kind" | "name" | "properties">;

/** Each answers with a text that says why, where an event cannot be used. */
const readers: Record<EventType, (body: object, origin: EventOrigin) => IntakeItem | string> = {
  identify: readIdentify,
  track: readTrack,
  page: (body, origin) => readVisit(PAGE_EVENT, body, origin),
  screen: (body, origin) => readVisit(SCREEN_EVENT, body, origin),
  group: readGroup,
  alias: readAlias,
};

function readTrack(body: object, origin: EventOrigin): IntakeItem | string {
  const event = check(eventSchemas.track, body);
  if (typeof event === "string") return event;
  const arrival = readArrival(event, origin, besides(event, origin));
  if (typeof arrival === "string") return arrival;
  const properties = withCampaign(event.properties ?? {}, event.context);
  return { ...arrival, kind: "track", name: event.event, properties };
}

function readIdentify(body: object, origin: EventOrigin): IntakeItem | string {
  const event = check(eventSchemas.identify, body);
  if (typeof event === "string") return event;
  const traits = readTraits(event.traits ?? {});
  if (typeof traits === "string") return traits;
  const problem = event.consent && consentProblem(event.consent, origin.topics ?? []);
  if (problem) return `consent ${problem.message}`;
  const consent = readConsent(event.consent ?? {});
  // Whoever reads the key in the page's source could otherwise agree, or refuse, for anybody.
  if (origin.isPublic && consent.some(({ state }) => state !== "pending"))
    return "consent can only be pending with a write key";
  const arrival = readArrival(event, origin, traits);
  if (typeof arrival === "string") return arrival;
  return { ...arrival, kind: "identify", consent };
}

/** Somebody looked at a page, or at a screen of an app. */
function readVisit(name: string, body: object, origin: EventOrigin): IntakeItem | string {
  const event = check(eventSchemas.page, body);
  if (typeof event === "string") return event;
  const arrival = readArrival(event, origin, besides(event, origin));
  if (typeof arrival === "string") return arrival;
  const properties = {
    ...pageOf(event.context),
    ...event.properties,
    ...(event.name && { name: event.name }),
    ...(event.category && { category: event.category }),
  };
  return { ...arrival, kind: "track", name, properties: withCampaign(properties, event.context) };
}

/** The company or household that somebody belongs to is one attribute of theirs. */
function readGroup(body: object, origin: EventOrigin): IntakeItem | string {
  const event = check(eventSchemas.group, body);
  if (typeof event === "string") return event;
  const { groupId, traits } = event;
  const problem = problemOfId("groupId", groupId) ?? (isGiven(groupId) ? null : "groupId is missing");
  if (problem) return problem;
  const group = { ...traits, groupId: idOf(groupId) };
  const { attributes, ...others } = besides(event, origin) ?? nothing();
  const arrival = readArrival(event, origin, { ...others, attributes: { ...attributes, group } });
  return typeof arrival === "string" ? arrival : { ...arrival, kind: "identify", consent: [] };
}

function readAlias(body: object, origin: EventOrigin): IntakeItem | string {
  const event = check(eventSchemas.alias, body);
  if (typeof event === "string") return event;
  const problem = problemOfId("previousId", event.previousId);
  if (problem) return problem;
  const previousId = idOf(event.previousId);
  if (previousId === null) return "previousId is missing";
  if (!isGiven(event.userId)) return "userId is missing";
  const arrival = readArrival(event, origin);
  return typeof arrival === "string" ? arrival : { ...arrival, kind: "alias", previousId };
}

function check<Schema extends z.ZodType>(schema: Schema, body: object): z.infer<Schema> | string {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  return `${issue.path.join(".")} ${issue.message}`.trim();
}

function nothing(): Traits {
  return { fields: {}, attributes: {} };
}

/**
 * What the shop's own program says of the person beside an event. Apps, which have a write key, repeat there what they
 * were told once, however old it is, and would undo what is known since.
 */
function besides({ context }: { context?: unknown }, { isPublic }: EventOrigin): Traits | undefined {
  return context === undefined || isPublic ? undefined : (traitsOf(context) ?? undefined);
}

/** What all events have: who, when, and the sender's id for it. */
function readArrival(
  event: Omit<EventOf<"alias">, "previousId">,
  { receivedAt, sentAt = null, isPublic = false }: EventOrigin,
  traits: Traits = nothing(),
): Arrival | string {
  const { userId, anonymousId, messageId, context } = event;
  const problem =
    problemOfId("userId", userId) ??
    problemOfId("anonymousId", anonymousId) ??
    problemOfId("messageId", messageId);
  if (problem) return problem;
  if (!isGiven(userId) && !isGiven(anonymousId)) return "userId or anonymousId is missing";
  const at = eventTime(event, sentAt, receivedAt);
  if (typeof at === "string") return at;
  return {
    externalId: idOf(userId),
    anonymousId: idOf(anonymousId),
    messageId: messageIdOf(messageId, isPublic),
    at,
    receivedAt,
    traits,
    hints: context === undefined ? undefined : hintsOf(context),
    isPublic,
  };
}

type Id = string | number | null | undefined;

function isGiven(id: Id): id is string | number {
  return id !== null && id !== undefined;
}

function idOf(id: Id): string | null {
  return isGiven(id) ? String(id).trim() : null;
}

function messageIdOf(id: Id, isPublic: boolean): string | null {
  const given = idOf(id);
  if (given === null) return null;
  return isPublic ? publicMessageId(given) : ownMessageId(given);
}

function problemOfId(name: string, id: Id): string | null {
  if (!isGiven(id)) return null;
  if (!isExactId(id)) return `${name} ${INEXACT_ID}`;
  const chars = String(id).trim().length;
  if (chars === 0) return `${name} is empty`;
  return chars > ID_MAX_CHARS ? `${name} is longer than ${ID_MAX_CHARS} characters` : null;
}
