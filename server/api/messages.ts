import { z } from "zod";
import type { WorkflowStatus } from "#drizzle/tables.ts";
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
      const { sendingOff } = ctx.engine.live.settings;
      return {
        messages: page.messages.map((found) => showMessage(found, sendingOff)),
        nextCursor: page.nextCursor,
      };
    }),

  get: viewer.input(z.object({ id: z.number().int() })).query(async ({ ctx, input }) => {
    const found = await findMessageWithDeliveries(ctx.db, input.id);
    if (!found) throw notFound("message");
    return {
      ...showMessage(found, ctx.engine.live.settings.sendingOff),
      key: found.message.key,
      rendered: found.rendered,
      /** It was handed over, but what it said is so old that it was removed. */
      contentRemoved: isContentRemoved(found),
      /** By people and by machines: only the first are counted anywhere. */
      interactions: found.interactions.map(({ id, kind, machine, url, at }) => ({
        id,
        kind,
        machine,
        url,
        at,
      })),
      deliveries: found.deliveries.map(({ at, attempt, outcome, code, values }) => ({
        at,
        attempt,
        outcome,
        text: code ? wordReason(code, values ?? {}) : "Accepted",
      })),
    };
  }),
});

type FoundMessage = NonNullable<Awaited<ReturnType<typeof findMessageWithDeliveries>>>;

function isContentRemoved({ message, rendered, deliveries }: FoundMessage): boolean {
  return message.endedAt !== null && message.attempts > 0 && rendered === null && deliveries.length === 0;
}

/** A message as lists show it, with why it is held as long as it is. */
export function showMessage(
  { message, subject, profile, workflow, opened, clicked }: MessageSummary,
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
    workflow: workflow && { id: workflow.id, name: workflow.name },
    subject,
    /** What is known that a person did with it. */
    opened,
    clicked,
    reasonText: held ?? (reasonCode && wordReason(reasonCode, reasonValues ?? {})),
  };
}

function heldBecause(workflowStatus: WorkflowStatus | undefined, sendingOff: boolean): string | null {
  if (sendingOff) return wordReason("message.sending-off");
  return workflowStatus === "paused" ? wordReason("message.workflow-paused") : null;
}
