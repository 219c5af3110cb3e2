import { hash } from "node:crypto";
import { z } from "zod";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { checkTemplate } from "#server/delivery/template.ts";
import { findMessageByKey, insertMessage, type Message } from "#server/store/messages.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { dataObject, emailText, id, identifier } from "./common-schemas.ts";
import { findByRef, unknownProfile } from "./find-profile.ts";
import { messageStatus } from "./message-schemas.ts";
import { defineRoute, type Refusal, type RestServices, refuse } from "./route.ts";

export const MESSAGE_DATA_MAX_BYTES = 64 * 1024;
export const MESSAGE_BODY_MAX_BYTES = 512 * 1024;
const SUBJECT_MAX_CHARS = 300;
const TEMPLATE_MAX_CHARS = 100_000;
const IDEMPOTENCY_KEY_MAX_CHARS = 255;
/** Longer ones take this thread too long to read; a mistake in them is told by the message that could not be written. */
const CHECKED_TEMPLATE_MAX_CHARS = 8_000;

const template = z
  .string({ error: "must be text" })
  .refine((text) => text.trim() !== "", "is empty")
  .max(TEMPLATE_MAX_CHARS, `is longer than ${TEMPLATE_MAX_CHARS} characters`);

const send = z
  .strictObject({
    userId: identifier
      .optional()
      .describe("Your id of the customer, who must be there and have an address.")
      .meta({ examples: ["customer-1"] }),
    email: emailText
      .refine(isEmailAddress, "is not an email address")
      .optional()
      .describe(
        "The customer's address, for which you vouch; somebody new becomes a customer, apart from whom only a web page has named by it. Give this or userId.",
      )
      .meta({ examples: ["ana@example.com"] }),
    subject: z
      .string({ error: "must be text" })
      .trim()
      .min(1, "is empty")
      .max(SUBJECT_MAX_CHARS, `is longer than ${SUBJECT_MAX_CHARS} characters`)
      .describe("May hold Liquid, like the message itself.")
      .meta({ examples: ["Your receipt for order {{ data.order }}"] }),
    text: template
      .optional()
      .describe(
        "The message as text, put into the same layout as a workflow's emails: an empty line starts a paragraph. Give this or html.",
      )
      .meta({ examples: ["Thank you, {{ profile.firstName }}.\n\nYou paid {{ data.total | money }}."] }),
    html: template
      .optional()
      .describe(
        "The whole message as HTML of yours. Values are escaped; put `| raw` behind one that is HTML itself.",
      ),
    preview: z
      .string({ error: "must be text" })
      .max(SUBJECT_MAX_CHARS, `is longer than ${SUBJECT_MAX_CHARS} characters`)
      .default("")
      .describe("Shown after the subject in the inbox; only beside text."),
    data: dataObject(MESSAGE_DATA_MAX_BYTES)
      .default({})
      .describe("Values that the templates read as `data`, beside `profile` and `shop`.")
      .meta({ examples: [{ order: "1001", total: 49.5 }] }),
  })
  .refine(({ userId, email }) => (userId === undefined) !== (email === undefined), "give userId or email")
  .refine(({ text, html }) => (text === undefined) !== (html === undefined), "give text or html");
type Send = z.output<typeof send>;

const sent = z.strictObject({
  id,
  status: messageStatus.meta({ examples: ["queued"] }),
  duplicate: z.boolean().describe("It had been asked for before under the same Idempotency-Key."),
});

export const sendMessage = defineRoute({
  id: "sendMessage",
  method: "POST",
  path: "/v1/messages",
  group: "Messages",
  summary: "Send a transactional email",
  description:
    "For what a customer needs, like a receipt: it goes out without marketing consent, at any hour and beyond all limits, but never to an address that does not exist. It is queued before the answer; read the message to see what became of it.",
  scope: "messages:send",
  headers: {
    "idempotency-key": {
      description:
        "An id of yours for this message. Sent again under the same one, it goes out only once and the answer names the first one; it counts for this API key, and for this body.",
      schema: z
        .string()
        .min(1, "is empty")
        .max(IDEMPOTENCY_KEY_MAX_CHARS, `is longer than ${IDEMPOTENCY_KEY_MAX_CHARS} characters`),
    },
  },
  body: {
    schema: send,
    maxBytes: MESSAGE_BODY_MAX_BYTES,
    example: {
      email: "ana@example.com",
      subject: "Your receipt for order {{ data.order }}",
      text: "Thank you.\n\nYou paid {{ data.total | money }}.",
      data: { order: "1001", total: 49.5 },
    },
  },
  answers: {
    202: { description: "It is queued.", schema: sent },
    200: { description: "It was asked for before, and is not sent again.", schema: sent },
  },
  refusals: {
    404: "There is no such customer.",
    409: "Another body was sent under the same Idempotency-Key.",
    422: "The customer has no address, or a template cannot be read.",
  },
  async handle({ services, body, headers, keyId, now }) {
    const broken = findBroken(body);
    if (broken) return refuse(422, broken.code, word(wordReason(broken.code, broken.values)));
    const idempotencyKey = headers["idempotency-key"];
    const key =
      idempotencyKey === undefined ? `api-${crypto.randomUUID()}` : `send-${keyId}-${idempotencyKey}`;
    const known = await services.db.transaction(() => findMessageByKey(key));
    const bodyHash = hash("sha256", JSON.stringify(body));
    if (known) return repeated(known, bodyHash);
    const receiver = await receiverOf(services, body, now);
    if ("refused" in receiver) return receiver;
    const queued = await services.db.transaction(function* () {
      const made = yield* insertMessage({
        key,
        profileId: receiver.profileId,
        workflowId: null,
        runId: null,
        nodeId: null,
        visit: null,
        channel: "email",
        endpoint: receiver.address,
        content: contentOf(body),
        data: { data: body.data, bodyHash },
        createdAt: now,
      });
      return { isNew: made !== null, message: yield* findMessageByKey(key) };
    });
    const { isNew, message } = queued;
    services.engine.poke();
    const { id, status } = message!;
    return isNew ? { status: 202, body: { id, status, duplicate: false } } : repeated(message!, bodyHash);
  },
});

/** What was asked for before, unless it was something else. */
function repeated({ id, status, data }: Pick<Message, "id" | "status" | "data">, bodyHash: string) {
  if (data.bodyHash !== bodyHash)
    return refuse(409, "idempotency-mismatch", "Another body was sent under this Idempotency-Key before");
  return { status: 200 as const, body: { id, status, duplicate: true } };
}

function findBroken({ subject, preview, text, html }: Send) {
  return [subject, preview, text ?? html ?? ""]
    .filter((template) => template.length <= CHECKED_TEMPLATE_MAX_CHARS)
    .map(checkTemplate)
    .find((problem) => problem !== null);
}

/**
 * Whom it goes to. Somebody new is made known as any other is, so that workflows see them, and whoever has merely claimed
 * the address is not meant: his name is not theirs, and what a claimed address gets is limited.
 */
async function receiverOf(
  { db, engine }: RestServices,
  { userId, email }: Send,
  now: number,
): Promise<{ profileId: number; address: string } | Refusal> {
  const found = await findByRef(
    db,
    userId === undefined ? { kind: "email", email: email! } : { kind: "external", externalId: userId },
  );
  if (found) {
    const address = email ?? found.email;
    return address === null
      ? refuse(422, "no-email", "This customer has no email address")
      : { profileId: found.id, address };
  }
  if (email === undefined) return unknownProfile;
  const [result] = await engine.accept([
    {
      kind: "identify",
      externalId: null,
      anonymousId: null,
      messageId: null,
      at: now,
      receivedAt: now,
      traits: { fields: { email }, attributes: {} },
      consent: [],
    },
  ]);
  return result?.kind === "accepted" ? { profileId: result.profileId, address: email } : unknownProfile;
}

function contentOf({ subject, preview, text, html }: Send): EffectContent {
  return {
    channel: "email",
    subject,
    preview,
    body: text ?? html ?? "",
    ...(html === undefined ? {} : { html: true }),
    buttonLabel: "",
    buttonUrl: "",
    transactional: true,
    topic: DEFAULT_TOPIC,
  };
}
