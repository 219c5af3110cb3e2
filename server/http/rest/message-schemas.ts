import { z } from "zod";
import { showMessage } from "#server/api/messages.ts";
import type { MessageSummary } from "#server/store/message-lists.ts";
import { maskAddress } from "#workflows/mask.ts";
import { word } from "#workflows/phrase.ts";
import { id, instant, shown, shownOrNull } from "./common-schemas.ts";
import { channel } from "./profile-schemas.ts";
import { person, reason, workflowName } from "./run-schemas.ts";

export const messageStatus = z
  .enum(["queued", "handed", "sent", "skipped", "failed", "unknown"])
  .describe(
    "queued: waits for its turn. handed: given to a sender, so it may be out. sent. skipped: a rule said no. failed: refused for good. unknown: the connection broke after it was handed over, so nobody can tell; it is not sent again.",
  )
  .meta({ examples: ["sent"] });

const fields = {
  id,
  createdAt: instant,
  channel,
  to: z
    .string()
    .describe("Where it goes; of what is a secret, only the host.")
    .meta({ examples: ["ana@example.com"] }),
  subject: z
    .string()
    .describe("Its subject, its title, or the method and address of a webhook.")
    .meta({ examples: ["Your receipt"] }),
  status: messageStatus,
  captured: z
    .boolean()
    .describe(
      "Kept in the app instead of sent: no service for its channel was set up, or it was for the sample shop.",
    ),
  reason: z
    .string()
    .nullable()
    .describe("Why it stands as it does, in a sentence, where there is something to say.")
    .meta({ examples: [null] }),
  dueAt: instant
    .nullable()
    .describe("When a queued one is tried next.")
    .meta({ examples: [null] }),
  endedAt: instant.nullable(),
  profile: person,
  workflow: workflowName
    .extend({
      oneOffId: id.nullable().describe("Set where it belongs to a one-off message, whose name this is."),
    })
    .nullable()
    .describe("The workflow that it belongs to; null for one that was sent by the API."),
  runId: id.nullable(),
};

/** A message in a list. */
export const messageSummary = z.strictObject(fields);

/** A message with what it said and every attempt to deliver it. */
export const message = z.strictObject({
  ...fields,
  rendered: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("As the customer got it; null before it was written, and when it is no longer kept.")
    .meta({ examples: [{ channel: "email", subject: "Your receipt", html: "<p>Thank you</p>" }] }),
  deliveries: z
    .array(
      z.strictObject({
        at: instant,
        attempt: z.int(),
        outcome: z.string().meta({ examples: ["sent"] }),
        reason: reason.nullable().meta({ examples: [null] }),
      }),
    )
    .describe("The attempts, the oldest first."),
});

export function showMessageSummary(
  found: MessageSummary,
  sendingOff: boolean,
): z.output<typeof messageSummary> {
  const row = showMessage(found, sendingOff);
  return {
    id: row.id,
    createdAt: shown(row.at),
    channel: row.channel,
    // Whoever knows a browser's address can try to write there.
    to: row.channel === "web-push" ? maskAddress(row.endpoint) : row.endpoint,
    subject: row.subject,
    status: row.status,
    captured: row.captured,
    reason: row.reasonText && word(row.reasonText),
    dueAt: shownOrNull(row.dueAt),
    endedAt: shownOrNull(row.endedAt),
    profile: row.profile,
    workflow: row.workflow,
    runId: found.message.runId,
  };
}
