import { editor, router, viewer } from "./trpc.ts";

export const sampleShopRouter = router({
  state: viewer.query(({ ctx }) => ctx.sampleShop.state()),
  load: editor.mutation(async ({ ctx }) => ({ started: await ctx.sampleShop.load() })),
  remove: editor.mutation(async ({ ctx }) => ({ started: await ctx.sampleShop.remove() })),
});
