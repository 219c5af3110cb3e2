import { z } from "zod";
import { findMessageWithDeliveries, type MessageSummary } from "#server/store/message-lists.ts";
import { channels } from "#workflows/node.ts";
import { wordReason } from "#workflows/reasons.ts";
import { notFound, router, viewer } from "./trpc.ts";

const MESSAGES_PER_PAGE = 50;

export const messagesRouter = router({
  list: viewer
    .input(
      z.object({
        status: z.enum(["queued", "handed", "sent", "skipped", "failed", "unknown"]).optional(),
        channel: z.enum(channels).optional(),
        cursor: z.number().int().optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const page = await ctx.reads.listMessages({
        status: input.status ?? null,
        channel: input.channel ?? null,
        cursor: input.cursor ?? null,
        limit: MESSAGES_PER_PAGE,
      });
      return { messages: page.messages.map(showMessage), nextCursor: page.nextCursor };
    }),

  get: viewer.input(z.object({ id: z.number().int() })).query(async ({ ctx, input }) => {
    const found = await findMessageWithDeliveries(ctx.db, input.id);
    if (!found) throw notFound("message");
    return {
      ...showMessage(found),
      key: found.message.key,
      rendered: found.rendered,
      deliveries: found.deliveries.map(({ at, attempt, outcome, code, values }) => ({
        at,
        attempt,
        outcome,
        text: code ? wordReason(code, values ?? {}) : "Accepted",
      })),
    };
  }),
});

/** A message as lists show it. */
export function showMessage({ message, subject, profile, workflow }: MessageSummary) {
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
    workflow,
    subject,
    reasonText: reasonCode && wordReason(reasonCode, reasonValues ?? {}),
  };
}
