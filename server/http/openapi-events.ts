import { EVENT_MAX_BYTES, type EventType, eventSchemas } from "./event-schemas.ts";
import { taken } from "./openapi-answers.ts";
import {
  alsoKeyInBody,
  answer,
  keyInBody,
  type Operation,
  type Paths,
  refusal,
} from "./openapi-operation.ts";
import { type JsonSchema, schemaOf } from "./openapi-schemas.ts";
import { REMEMBERED_DAYS } from "./rest/remembered-ids.ts";

/** The calls for single events as the document describes them. */
export function eventPaths(): Paths {
  const types = Object.keys(eventSchemas) as EventType[];
  return Object.fromEntries(types.map((type) => [`/v1/${type}`, { post: eventOperation(type) }]));
}

export const calls: Record<
  EventType,
  { summary: string; description: string; example: Record<string, unknown> }
> = {
  identify: {
    summary: "Say who a customer is",
    description:
      "Traits called email, phone, name, timezone and locale become fields of the customer, all others attributes; a birthday is kept as a date. What is no email address is left out, and so is a phone that comes with a write key, which anybody can read in a web page: texts would go to it. The customer's history says so.",
    example: {
      userId: "customer-1",
      traits: { email: "ana@example.com", name: "Ana Silva", plan: "gold" },
      consent: { email: "granted" },
    },
  },
  track: {
    summary: "Record what a customer did",
    description: "The customer is made when it is the first time.",
    example: {
      userId: "customer-1",
      event: "Order Completed",
      properties: { order_id: "1001", total: 49.5 },
      messageId: "order-1001",
    },
  },
  page: {
    summary: "Record that a page was looked at",
    description: "It becomes the event “Page Viewed”.",
    example: { anonymousId: "browser-1", name: "Home", properties: { url: "https://shop.example/" } },
  },
  screen: {
    summary: "Record that a screen of an app was looked at",
    description: "It becomes the event “Screen Viewed”.",
    example: { anonymousId: "phone-1", name: "Basket" },
  },
  group: {
    summary: "Say which group a customer belongs to",
    description: "What is known of the group is kept with the customer, as the attribute `group`.",
    example: { userId: "customer-1", groupId: "company-1", traits: { name: "Example Ltd" } },
  },
  alias: {
    summary: "Say that two ids are one customer",
    description: "What was known as previousId is known as userId from now on.",
    example: { userId: "customer-1", previousId: "browser-1" },
  },
};

export const meanings: Record<string, string> = {
  userId: "Your id of the customer. This or anonymousId is needed.",
  anonymousId: "A browser or device of somebody who is not known yet.",
  messageId: `An id of yours: a second call under the same one within ${REMEMBERED_DAYS} days is left out.`,
  timestamp: "When it happened; without it, now.",
  originalTimestamp: "When it happened, by the sender's clock.",
  sentAt: "When it was sent, by the sender's clock: corrects a clock that is wrong.",
  traits: "What is known of them. `phone` is taken with a secret key only, never with a write key.",
  consent:
    "What they agreed to, for each channel, or under `topics` for single topics of it; withdrawn of a channel is a no to every topic. A write key, which stands in web pages, can only say pending.",
  event: "What happened, such as Order Completed.",
  properties: "More about it.",
  name: "What is looked at.",
  category: "The part of the site or app.",
  context:
    "What surrounds it, as Segment's libraries send it. `page` of page and screen calls, `campaign`, `timezone` and `locale` are used; the rest is not kept.",
  groupId: "Your id of the group.",
  previousId: "The id that they were known by before.",
};

export const authorization = {
  "x-scope": "events:write",
  tags: ["Events"],
  security: alsoKeyInBody,
};
export const eventRefusals = {
  400: refusal("The event cannot be used; the message says why."),
  401: refusal("The key is missing, wrong or revoked."),
  403: refusal("The key may not send events."),
  415: refusal("The content type or encoding is one that is not read here."),
  429: refusal("Too many events at once; `Retry-After` says how many seconds to wait."),
  503: refusal("The server is restarting, or cannot store it now; `Retry-After` says when to send it again."),
};

function eventOperation(type: EventType): Operation {
  const { example, ...words } = calls[type];
  return {
    operationId: type,
    ...authorization,
    ...words,
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: explained(withKey(schemaOf(eventSchemas[type], "input"))), example },
      },
    },
    responses: {
      200: answer("It is stored for good, or was before.", taken),
      ...eventRefusals,
      413: refusal(`The event is larger than ${EVENT_MAX_BYTES / 1024} kB.`),
    },
  };
}

/** The schema with the key that a call may carry itself. */
export function withKey(schema: JsonSchema): JsonSchema {
  return { ...schema, properties: { ...(schema.properties as JsonSchema), writeKey: keyInBody } };
}

/** The schema with a word on each field that has one. */
export function explained(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema.properties as Record<string, JsonSchema>);
  const worded = properties.map(([name, property]) => {
    const description = property.description ?? meanings[name];
    return [name, description === undefined ? property : { ...property, description }];
  });
  return { ...schema, properties: Object.fromEntries(worded) };
}
