import { findImage } from "#server/store/images.ts";
import { writeSetting } from "#server/store/settings.ts";
import { brand } from "#workflows/brand.ts";
import { badRequest, editor, router, viewer } from "./trpc.ts";

/** How the shop's emails look, for all of them. */
export const brandRouter = router({
  get: viewer.query(({ ctx }) => {
    const { brand, shop } = ctx.engine.live.settings;
    return { brand, shopName: shop.shopName };
  }),

  /** Holds for every email that is sent from now on, also those of workflows that run already. */
  save: editor.input(brand).mutation(async ({ ctx, input }) => {
    const hash = /[0-9a-f]{64}/.exec(input.logo)?.[0];
    if (hash && !(await findImage(ctx.db, hash)))
      throw badRequest("The logo was removed. Choose another one");
    await ctx.db.transaction((tx) => writeSetting(tx, "brand", input));
    await ctx.engine.reload();
    return {};
  }),
});
