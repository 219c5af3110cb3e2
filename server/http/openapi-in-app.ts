import { z } from "zod";
import { inAppDisplays } from "#workflows/effect-content.ts";
import { askingInApp, type InAppAnswer, inAppHappening } from "./in-app.ts";
import { IN_APP_BODY_MAX_BYTES } from "./in-app-door.ts";
import { browserOperation } from "./openapi-browser-operation.ts";
import { type Paths, refusal } from "./openapi-operation.ts";
import { schemaOf } from "./openapi-schemas.ts";

const instant = z.int().describe("Epoch milliseconds.");

/** What the door answers with, for the document and for the test that holds the door to it. */
export const inAppAnswer = z.strictObject({
  messages: z.array(
    z.strictObject({
      id: z.string().describe("Always the same for a message."),
      display: z.enum(inAppDisplays),
      position: z.enum(["top", "bottom"]).describe("Where a banner stands."),
      title: z.string().describe("Plain text, as are all texts."),
      body: z.string(),
      buttonLabel: z.string(),
      url: z.string().describe("http(s), or an address of the page's own site."),
      image: z.string().optional(),
      at: instant,
      until: instant,
      seen: z.boolean(),
      clicked: z.boolean(),
      dismissed: z.boolean(),
    }),
  ),
  person: z
    .enum(["known", "anonymous", "unproven"])
    .describe("As whom the page was answered. “unproven”: the `userId` came without its proof."),
  nextInS: z.int().describe("Seconds until it is worth asking again."),
}) satisfies z.ZodType<InAppAnswer>;

/** Messages in the shop's own pages, as the document describes them. */
export function inAppPaths(): Paths {
  return {
    "/v1/in-app": {
      post: browserOperation({
        operationId: "readInApp",
        summary: "Read the messages for whoever looks at a page",
        description:
          "A visitor is found by `anonymousId`. A customer with an id of yours or a confirmed address is found only by `userId` with `userProof`, which is the HMAC-SHA-256 of `userId` under the key in Settings, Your site, in hex. Your own server makes it and writes it into the page: a key in a page is read by anybody.",
        schema: schemaOf(askingInApp, "input"),
        refusals: {},
        answered: { description: "The messages, newest first.", schema: inAppAnswer },
        example: { writeKey: "YOUR_WRITE_KEY", anonymousId: "6b1c6b0e-3f5a-4b8e-9d0f-0a4f1a2b3c4d" },
        maxBytes: IN_APP_BODY_MAX_BYTES,
      }),
    },
    "/v1/in-app/happened": {
      post: browserOperation({
        operationId: "tellInApp",
        summary: "Tell what happened to a message in a page",
        description:
          "Each kind counts once. “left”: the person of this message wants no more messages in your pages, so their consent is withdrawn. “rejoined” takes that back.",
        schema: schemaOf(inAppHappening, "input"),
        refusals: {
          404: refusal("There is no such message."),
          410: refusal("The message is not shown any more."),
        },
        example: { writeKey: "YOUR_WRITE_KEY", id: "a.SIGNATURE", kind: "shown" },
        maxBytes: IN_APP_BODY_MAX_BYTES,
      }),
    },
  };
}
