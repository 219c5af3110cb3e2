import {
  BATCH_EVENTS_MAX,
  BATCH_MAX_BYTES,
  EVENT_MAX_BYTES,
  type EventType,
  eventSchemas,
} from "./event-schemas.ts";
import { refusedBatch, takenBatch } from "./openapi-answers.ts";
import { authorization, calls, eventRefusals, explained, meanings, withKey } from "./openapi-events.ts";
import { answer, type Operation, type Paths, refusal } from "./openapi-operation.ts";
import { type JsonSchema, schemaOf } from "./openapi-schemas.ts";
import { REMEMBERED_DAYS } from "./rest/remembered-ids.ts";

/** The calls for many events as the document describes them. */
export function batchPaths(): Paths {
  const limits = `Up to ${BATCH_EVENTS_MAX} events, each of at most ${EVENT_MAX_BYTES / 1024} kB. A bad one never spoils the others: it is listed with its reason.`;
  const batch = batchOperation("batch", "Send many events at once", limits);
  const past = `The same as \`/v1/batch\`, at the address that Segment has for it; the \`timestamp\` of each event says when it happened. ${limits}`;
  return {
    "/v1/batch": { post: batch },
    "/v1/import": { post: batchOperation("import", "Send events of the past", past) },
  };
}

function batchOperation(operationId: string, summary: string, description: string): Operation {
  const { userId, event, properties, messageId } = calls.track.example;
  return {
    operationId,
    ...authorization,
    summary,
    description,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: batchSchema(),
          example: { batch: [{ type: "track", userId, event, properties, messageId }] },
        },
      },
    },
    responses: {
      200: answer("What could be used is stored for good.", takenBatch),
      ...eventRefusals,
      400: refusal("No event can be used, and `errors` says why; or it is no batch.", refusedBatch),
      413: refusal(`The batch is larger than ${BATCH_MAX_BYTES / 1024} kB.`),
    },
  };
}

function batchSchema(): JsonSchema {
  const entries = (Object.keys(eventSchemas) as EventType[]).map((type) => {
    const schema = explained(schemaOf(eventSchemas[type], "input"));
    const properties = { type: { const: type }, ...(schema.properties as JsonSchema) };
    return {
      ...schema,
      properties,
      required: ["type", ...((schema.required as string[] | undefined) ?? [])],
    };
  });
  return withKey({
    type: "object",
    properties: {
      batch: { type: "array", maxItems: BATCH_EVENTS_MAX, items: { oneOf: entries } },
      sentAt: { type: ["string", "null"], format: "date-time", description: meanings.sentAt },
      messageId: {
        type: "string",
        description: `An id of yours for the whole batch. Sent again under it within ${REMEMBERED_DAYS} days, events without an id of their own are known by it and by their place, and are left out.`,
      },
    },
    required: ["batch"],
  });
}
