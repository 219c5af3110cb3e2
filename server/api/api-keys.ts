import { z } from "zod";
import { scopeNames, scopes } from "#server/http/scopes.ts";
import { listApiKeys } from "#server/store/api-keys.ts";
import { notFound, owner, router } from "./trpc.ts";

export const apiKeysRouter = router({
  list: owner.query(async ({ ctx }) => {
    const keys = await listApiKeys(ctx.db);
    return {
      keys: keys.map(({ id, name, prefix, kind, scopes, writeKey, source, createdAt, lastUsedAt }) => ({
        id,
        name,
        prefix,
        kind,
        scopes,
        writeKey,
        source,
        createdAt,
        lastUsedAt,
      })),
      /** What a secret key may be allowed to do, in words. */
      scopes,
    };
  }),

  create: owner
    .input(
      z.object({
        name: z.string().trim().min(1, "Give the key a name").max(100),
        kind: z.enum(["secret", "write"]).optional(),
        /** What a secret key may do; everything when it is not said. */
        scopes: z.array(z.enum(scopeNames)).min(1, "Choose what the key may do").nullish(),
        source: z.string().max(50).nullish(),
      }),
    )
    .mutation(({ ctx, input: { name, ...key } }) => ctx.apiKeys.create(name, ctx.clock.now(), key)),

  revoke: owner.input(z.object({ id: z.number().int() })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.apiKeys.revoke(input.id, ctx.clock.now()))) throw notFound("key");
    return {};
  }),
});
