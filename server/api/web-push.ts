import { z } from "zod";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import { endPushSubscription, savePushSubscription } from "#server/store/push-subscriptions.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { findOwnSubscriptions, ownProfile, sendTestPush } from "./test-messages.ts";
import { router, viewer } from "./trpc.ts";

const subscription = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(2000),
  keys: z.object({ p256dh: z.string().min(20).max(200), auth: z.string().min(10).max(100) }),
});

/** The signed-in person's own browsers: how an owner sees what customers get. */
export const webPushRouter = router({
  state: viewer.query(async ({ ctx }) => ({
    publicKey: ctx.keys.vapid.publicKey,
    subscriptions: (await findOwnSubscriptions(ctx, ctx.person)).length,
  })),

  subscribe: viewer
    .input(z.object({ subscription, userAgent: z.string().max(500).optional() }))
    .mutation(async ({ ctx, input }) => {
      const now = ctx.clock.now();
      const profileId = await ctx.db.transaction(function* (tx) {
        const profile = yield* ownProfile(ctx.person, now);
        const { endpoint, keys } = input.subscription;
        const userAgent = input.userAgent ?? null;
        yield* savePushSubscription(tx, { profileId: profile.id, endpoint, keys, userAgent, createdAt: now });
        const consent = { profileId: profile.id, channel: "web-push" as const, topic: DEFAULT_TOPIC };
        const change = { ...consent, state: "granted" as const, source: "browser", at: now };
        yield* setConsentAndTell(ctx.engine.live, change);
        return profile.id;
      });
      await ctx.engine.profileChanged(profileId);
      return {};
    }),

  unsubscribe: viewer.input(z.object({ endpoint: z.string().max(2000) })).mutation(async ({ ctx, input }) => {
    const own = await findOwnSubscriptions(ctx, ctx.person);
    if (own.some(({ endpoint }) => endpoint === input.endpoint))
      await ctx.db.transaction((tx) => endPushSubscription(tx, input.endpoint, ctx.clock.now()));
    return {};
  }),

  sendTest: viewer.mutation(async ({ ctx }) => ({ messageIds: await sendTestPush(ctx, ctx.person) })),
});
