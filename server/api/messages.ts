import { z } from "zod";
import type { WorkflowStatus } from "#drizzle/tables.ts";
import { returnsOf } from "#server/bounces/returns-of.ts";
import { findMessageWithDeliveries, type MessageSummary } from "#server/store/message-lists.ts";
import { channels } from "#workflows/node.ts";
import type { Phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { readStory } from "./message-story.ts";
import { resendProcedures } from "./resend-message.ts";
import { sendTest, testInput } from "./send-test.ts";
import { editor, hasRole, notFound, router, viewer } from "./trpc.ts";
import { withoutConsentLinks } from "./without-consent-links.ts";

const MESSAGES_PER_PAGE = 50;

export const messagesRouter = router({
  list: viewer
    .input(
      z.object({
        status: z.enum(["queued", "handed", "sent", "skipped", "failed", "unknown"]).optional(),
        channel: z.enum(channels).optional(),
        done: z.enum(["opened", "clicked", "neither"]).optional(),
        workflowId: z.number().int().optional(),
        cursor: z.number().int().optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const page = await ctx.reads.listMessages({
        status: input.status ?? null,
        channel: input.channel ?? null,
        done: input.done ?? null,
        workflowId: input.workflowId,
        cursor: input.cursor ?? null,
        limit: MESSAGES_PER_PAGE,
      });
      const { sendingOff } = ctx.engine.live.settings;
      return {
        messages: page.messages.map((found) => showMessage(found, sendingOff)),
        nextCursor: page.nextCursor,
      };
    }),

  get: viewer.input(z.object({ id: z.number().int() })).query(async ({ ctx, input }) => {
    const found = await findMessageWithDeliveries(ctx.db, input.id);
    if (!found) throw notFound("message");
    const returns = await returnsOf(ctx, found.message);
    const shown = {
      ...showMessage(found, ctx.engine.live.settings.sendingOff),
      key: found.message.key,
      nodeId: found.message.nodeId,
      runId: found.message.runId,
      /** The one that it is written in, as a tag; null: the shop's. */
      language: found.language,
      rendered: found.rendered,
      /** It was handed over, but what it said is so old that it was removed. */
      contentRemoved: isContentRemoved(found),
      /** How it came back or was reported as spam. */
      returns,
      ...(await readStory(ctx, found, returns)),
    };
    return hasRole(ctx.person, "editor") ? shown : withoutConsentLinks(shown);
  }),

  /** Sends the message of a step to whoever asks for it. */
  sendTest: editor.input(testInput).mutation(({ ctx, input }) => sendTest(ctx, ctx.person, input)),

  ...resendProcedures,
});

type FoundMessage = NonNullable<Awaited<ReturnType<typeof findMessageWithDeliveries>>>;

function isContentRemoved({ message, rendered, deliveries }: FoundMessage): boolean {
  return message.endedAt !== null && message.attempts > 0 && rendered === null && deliveries.length === 0;
}

/** A message as lists show it, with why it is held as long as it is. */
export function showMessage(
  { message, subject, profile, workflow, opened, clicked, cameBack, reported }: MessageSummary,
  sendingOff: boolean,
) {
  const held = message.status === "queued" ? heldBecause(workflow?.status, sendingOff) : null;
  const { id, createdAt, channel, endpoint, status, captured, reasonCode, reasonValues, dueAt, endedAt } =
    message;
  return {
    id,
    at: createdAt,
    endedAt,
    /** For a queued message: when it is tried next. */
    dueAt,
    channel,
    endpoint,
    status,
    captured,
    profile,
    workflow: workflow && { id: workflow.id, name: workflow.name, oneOffId: workflow.oneOffId },
    // One line to know it by: nobody needs the links of a text message there.
    subject: withoutConsentLinks(subject),
    /** What is known that a person did with it. */
    opened,
    clicked,
    cameBack,
    /** The person called it spam. */
    reported,
    reasonText: held ?? (reasonCode && wordReason(reasonCode, reasonValues ?? {})),
  };
}

function heldBecause(workflowStatus: WorkflowStatus | undefined, sendingOff: boolean): Phrase | null {
  if (sendingOff) return wordReason("message.sending-off");
  return workflowStatus === "paused" ? wordReason("message.workflow-paused") : null;
}
