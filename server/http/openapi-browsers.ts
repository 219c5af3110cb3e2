import { pushKey } from "./openapi-answers.ts";
import { browserOperation, browserTags } from "./openapi-browser-operation.ts";
import { inAppPaths } from "./openapi-in-app.ts";
import { answer, closing, type Operation, type Paths, refusal } from "./openapi-operation.ts";
import { schemaOf } from "./openapi-schemas.ts";
import { ending, subscribing } from "./push-subscription-schemas.ts";
import { PUSH_BODY_MAX_BYTES } from "./push-subscriptions.ts";

/** What pages of the shop ask for, as the document describes it. */
export function browserPaths(): Paths {
  return {
    "/v1/push-key": { get: readPushKey },
    "/v1/push-subscriptions": {
      post: browserOperation({
        maxBytes: PUSH_BODY_MAX_BYTES,
        operationId: "subscribeToPush",
        summary: "Subscribe a browser to web push",
        description:
          "Takes what the browser's `subscribe` gave. A write key subscribes a customer with an id of yours only in a browser that was identified as theirs before, and never says that they agreed.",
        schema: schemaOf(subscribing, "input"),
        refusals: {
          403: refusal("The customer was not identified in this browser before."),
          404: refusal("What was to be replaced was not subscribed."),
        },
        example: {
          writeKey: "YOUR_WRITE_KEY",
          anonymousId: "browser-1",
          subscription: {
            endpoint: "https://push.example/browser-1",
            keys: {
              p256dh:
                "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
              auth: "tBHItJI5svbpez7KI4CCXg",
            },
          },
        },
      }),
      delete: browserOperation({
        maxBytes: PUSH_BODY_MAX_BYTES,
        operationId: "endPush",
        summary: "End a browser's web push",
        description: "By the endpoint that the browser was subscribed with.",
        schema: schemaOf(ending, "input"),
        refusals: {},
        example: { writeKey: "YOUR_WRITE_KEY", endpoint: "https://push.example/browser-1" },
      }),
    },
    ...inAppPaths(),
    "/v1/projects/{writeKey}/settings": { get: readSegmentSettings },
  };
}

const readPushKey: Operation = {
  operationId: "readPushKey",
  tags: browserTags,
  summary: "Read the public key for web push",
  security: [],
  responses: { 200: answer("The key.", pushKey), 503: closing },
};

const readSegmentSettings: Operation = {
  operationId: "readSegmentSettings",
  tags: browserTags,
  summary: "Read the settings for Segment's browser library",
  description: "The library asks for them by itself when this server is its address.",
  security: [],
  parameters: [
    {
      name: "writeKey",
      in: "path",
      required: true,
      description: "A write key.",
      schema: { type: "string" },
      example: "YOUR_WRITE_KEY",
    },
  ],
  responses: {
    200: {
      description: "The settings, as the library reads them.",
      content: { "application/json": { schema: { type: "object" } } },
    },
    404: refusal("There is no such write key."),
    503: closing,
  },
};
