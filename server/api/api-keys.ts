import { z } from "zod";
import { listApiKeys } from "#server/store/api-keys.ts";
import { notFound, owner, router } from "./trpc.ts";

export const apiKeysRouter = router({
  list: owner.query(async ({ ctx }) => {
    const keys = await listApiKeys(ctx.db);
    return {
      keys: keys.map(({ id, name, prefix, createdAt, lastUsedAt }) => ({
        id,
        name,
        prefix,
        createdAt,
        lastUsedAt,
      })),
    };
  }),

  create: owner
    .input(z.object({ name: z.string().trim().min(1, "Give the key a name").max(100) }))
    .mutation(({ ctx, input }) => ctx.apiKeys.create(input.name, ctx.clock.now())),

  revoke: owner.input(z.object({ id: z.number().int() })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.apiKeys.revoke(input.id, ctx.clock.now()))) throw notFound("key");
    return {};
  }),
});
