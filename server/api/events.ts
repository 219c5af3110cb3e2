import { router, viewer } from "./trpc.ts";

export const eventsRouter = router({
  names: viewer.query(async ({ ctx }) => ({ names: await ctx.reads.listEventNames() })),
});

export const attributesRouter = router({
  names: viewer.query(async ({ ctx }) => ({ names: await ctx.reads.listAttributeNames() })),
});
