import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type AttemptLimit, countAttempt } from "#server/accounts/attempts.ts";
import type { WebhookTrial } from "#server/delivery/try-webhook.ts";
import { makeSendJob } from "#server/engine/send-job.ts";
import { webhookKeys } from "#server/engine/webhook-keys.ts";
import { openCartOf } from "#server/store/carts.ts";
import { findProfile } from "#server/store/profiles.ts";
import { callWebhook } from "#workflows/actions/call-webhook.ts";
import { compileGraph } from "#workflows/compile.ts";
import { graph, nodeId } from "#workflows/graph.ts";
import { hostOf } from "#workflows/host-of.ts";
import { phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { triggerData } from "./trial/tried-start.ts";
import { badRequest, editor, notFound, router } from "./trpc.ts";

/** Trials by one person, so that nobody makes this server knock on another's door all day. */
const TRIALS: AttemptLimit = { max: 20, windowMs: 10 * 60_000 };

export const webhooksRouter = router({
  /**
   * Really calls the webhook of a step as it stands on the canvas, once, with one person's data. It is no message:
   * nothing is stored of it, and no run goes on because of it.
   */
  tryIt: editor
    .input(z.object({ graph, nodeId, profileId: z.number().int() }))
    .mutation(async ({ ctx, input }) => {
      const node = input.graph.nodes.find(({ id }) => id === input.nodeId);
      if (node?.type !== callWebhook.type) throw notFound("step");
      const config = callWebhook.config.safeParse(node.config);
      if (!config.success) throw badRequest("Fill in the step first: its settings have errors");
      if (ctx.engine.live.settings.sendingOff) throw badRequest(wordReason("message.sending-off"));
      const now = ctx.clock.now();
      const { waitMs } = await countAttempt(ctx.db, `try-webhook:${ctx.person.id}`, TRIALS, now);
      if (waitMs > 0)
        throw badRequest(
          phrase("You have tried it often. Try again in {minutes} minutes", {
            minutes: Math.ceil(waitMs / 60_000),
          }),
        );

      const content = { channel: "webhook" as const, ...config.data };
      const known = await ctx.db.transaction(function* (tx) {
        const profile = yield* findProfile(input.profileId);
        if (!profile) return null;
        const keys = yield* webhookKeys(tx, ctx.keys, content);
        return { profile, keys, cart: yield* openCartOf(profile.id) };
      });
      if (!known) throw notFound("profile");
      const { profile, keys } = known;
      const data = triggerData(compileGraph(input.graph), known.cart, now);
      const message = {
        key: `try-${randomUUID()}`,
        endpoint: content.url,
        content,
        data,
        channel: content.channel,
      };
      const context = { env: ctx.env, keys: ctx.keys, settings: ctx.engine.live.settings };
      const job = makeSendJob(context, message, profile, null, now);
      ctx.log.info({ person: ctx.person.id, host: hostOf(content.url) }, "a webhook is tried out");
      return shown(await ctx.senders.tryWebhook({ ...job, webhook: keys }));
    }),
});

function shown({ outcome, request, response }: WebhookTrial) {
  const problem = outcome.kind === "sent" ? null : wordReason(outcome.code, outcome.values);
  return {
    /** Null when all went well. */
    problem,
    /** A run would try again later. */
    wouldRetry: outcome.kind === "retry",
    request,
    response,
  };
}
