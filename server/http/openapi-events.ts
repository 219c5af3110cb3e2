import {
  BATCH_EVENTS_MAX,
  BATCH_MAX_BYTES,
  EVENT_MAX_BYTES,
  type EventType,
  eventSchemas,
} from "./event-schemas.ts";
import { type Operation, type Paths, refusal } from "./openapi-operation.ts";
import { type JsonSchema, schemaOf } from "./openapi-schemas.ts";

/** The doors for events and hooks as the document describes them; the hooks' own settings say what they take. */
export function eventPaths(): Paths {
  const paths: Paths = {};
  for (const type of Object.keys(eventSchemas) as EventType[])
    paths[`/v1/${type}`] = { post: eventOperation(type) };
  return { ...paths, "/v1/batch": { post: batchOperation() }, "/hooks/{token}": { post: hookOperation() } };
}

const calls: Record<EventType, { summary: string; description: string; example: Record<string, unknown> }> = {
  identify: {
    summary: "Say who a customer is",
    description:
      "Traits called email, phone, name, timezone and locale become fields of the customer, all others attributes; a birthday is kept as a date.",
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

const meanings: Record<string, string> = {
  userId: "Your id of the customer. This or anonymousId is needed.",
  anonymousId: "A browser or device of somebody who is not known yet.",
  messageId: "An id of yours: a second call under the same one is left out.",
  timestamp: "When it happened; without it, now.",
  originalTimestamp: "When it happened, by the sender's clock.",
  sentAt: "When it was sent, by the sender's clock: corrects a clock that is wrong.",
  traits: "What is known of them.",
  consent: "What they agreed to. A write key, which stands in web pages, can only say pending.",
  event: "What happened, such as Order Completed.",
  properties: "More about it.",
  name: "What is looked at.",
  category: "The part of the site or app.",
  context: "What surrounds it, as Segment's libraries send it.",
  groupId: "Your id of the group.",
  previousId: "The id that they were known by before.",
};

const authorization = {
  "x-scope": "events:write",
  tags: ["Events"],
};
const refusals = {
  400: refusal("The event cannot be used; the message says why."),
  401: refusal("The key is missing, wrong or revoked."),
  403: refusal("The key may not send events."),
  415: refusal("The content type or encoding is one that is not read here."),
  429: refusal("Too many events at once; `Retry-After` says how many seconds to wait."),
  503: refusal("The server is restarting; `Retry-After` says when to come back."),
};
const success: JsonSchema = {
  type: "object",
  properties: { success: { const: true } },
  required: ["success"],
};

function eventOperation(type: EventType): Operation {
  const { example, ...words } = calls[type];
  return {
    operationId: type,
    ...authorization,
    ...words,
    requestBody: {
      required: true,
      content: { "application/json": { schema: explained(schemaOf(eventSchemas[type], "input")), example } },
    },
    responses: {
      200: {
        description: "It is stored for good, or was before.",
        content: { "application/json": { schema: success } },
      },
      ...refusals,
      413: refusal(`The event is larger than ${EVENT_MAX_BYTES / 1024} kB.`),
    },
  };
}

function batchOperation(): Operation {
  const kinds = Object.keys(eventSchemas) as EventType[];
  const entries = kinds.map((type) => {
    const schema = schemaOf(eventSchemas[type], "input");
    const properties = { type: { const: type }, ...(schema.properties as JsonSchema) };
    return {
      ...schema,
      properties,
      required: ["type", ...((schema.required as string[] | undefined) ?? [])],
    };
  });
  const { userId, event, properties, messageId } = calls.track.example;
  return {
    operationId: "batch",
    ...authorization,
    summary: "Send many events at once",
    description: `Up to ${BATCH_EVENTS_MAX} events, each of at most ${EVENT_MAX_BYTES / 1024} kB. A bad one never spoils the others: it is listed with its reason.`,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: {
              batch: { type: "array", maxItems: BATCH_EVENTS_MAX, items: { oneOf: entries } },
              sentAt: { type: "string", format: "date-time", description: meanings.sentAt },
            },
            required: ["batch"],
          },
          example: { batch: [{ type: "track", userId, event, properties, messageId }] },
        },
      },
    },
    responses: {
      200: {
        description: "What could be used is stored for good.",
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: {
                success: { const: true },
                accepted: { type: "integer", description: "How many events were taken." },
                errors: {
                  type: "array",
                  description: "The others, by their place in the list.",
                  examples: [[]],
                  items: {
                    type: "object",
                    properties: { index: { type: "integer" }, message: { type: "string" } },
                    required: ["index", "message"],
                  },
                },
              },
              required: ["success", "accepted", "errors"],
            },
          },
        },
      },
      ...refusals,
      413: refusal(`The batch is larger than ${BATCH_MAX_BYTES / 1024} kB.`),
    },
  };
}

function hookOperation(): Operation {
  return {
    operationId: "postToHook",
    tags: ["Hooks"],
    summary: "Send anything to an incoming hook",
    description:
      "The address itself is the key. The hook's settings say who in the body the customer is, what the event is called and how the request is signed.",
    security: [],
    parameters: [
      {
        name: "token",
        in: "path",
        required: true,
        description: "The end of the hook's address.",
        schema: { type: "string" },
      },
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: { type: "object", additionalProperties: true },
          example: { email: "ana@example.com", stars: 5 },
        },
        "application/x-www-form-urlencoded": { schema: { type: "object", additionalProperties: true } },
      },
    },
    responses: {
      202: {
        description: "It was received and is kept; the answer says what came of it.",
        content: { "application/json": { schema: success } },
      },
      400: refusal("The body cannot be read."),
      401: refusal("The request is not signed as the hook's settings say."),
      404: refusal("There is no hook at this address."),
      413: refusal("The body is too large."),
      415: refusal("The body is neither JSON nor a form."),
      422: refusal("The body does not name the customer as the hook's settings say."),
      429: refusal("Too many requests at once; `Retry-After` says how many seconds to wait."),
    },
  };
}

/** The schema with a word on each field that has one. */
function explained(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema.properties as Record<string, JsonSchema>);
  const worded = properties.map(([name, property]) => {
    const description = property.description ?? meanings[name];
    return [name, description === undefined ? property : { ...property, description }];
  });
  return { ...schema, properties: Object.fromEntries(worded) };
}
