import { z } from "zod";
import { imagePath, removeImageFile } from "#server/images/images.ts";
import { graphsInUse } from "#server/store/graphs-in-use.ts";
import { deleteImage, type Image, listImages, measureImages } from "#server/store/images.ts";
import { listSavedBlocks } from "#server/store/saved-blocks.ts";
import { editor, notFound, router, viewer } from "./trpc.ts";

const PAGE_IMAGES = 60;

const shown = (image: Image) => ({ ...image, src: imagePath(image) });

/** The shop's own pictures; they come in at /api/images. */
export const imagesRouter = router({
  /** The newest first; `nextCursor` is the cursor of those after them, and null at the end. */
  list: viewer
    .input(z.object({ cursor: z.number().int().nullish() }).optional())
    .query(async ({ ctx, input }) => {
      const [images, all] = await Promise.all([
        listImages(ctx.db, { belowId: input?.cursor ?? null, limit: PAGE_IMAGES }),
        measureImages(ctx.db),
      ]);
      const last = images.length === PAGE_IMAGES ? images.at(-1) : undefined;
      return {
        images: images.map(shown),
        nextCursor: last?.id ?? null,
        count: all.images,
        bytes: all.bytes,
      };
    }),

  /** Refused while something that may still be sent shows it. Emails that went out before lose it. */
  remove: editor.input(z.object({ id: z.number().int() })).mutation(async ({ ctx, input }) => {
    const found = (await listImages(ctx.db, { belowId: input.id + 1, limit: 1 }))[0];
    if (!found || found.id !== input.id) throw notFound("picture");
    const { hash } = found;
    const holds = (value: unknown) => JSON.stringify(value ?? null).includes(hash);
    const graphs = (await graphsInUse(ctx.db)).filter(({ graph }) => holds(graph));
    const workflows = [...new Map(graphs.map(({ workflowId, workflowName }) => [workflowId, workflowName]))];
    const savedBlocks = (await listSavedBlocks(ctx.db)).filter(({ content }) => holds(content));
    const inBrand = holds(ctx.engine.live.settings.brand);
    if (workflows.length > 0 || savedBlocks.length > 0 || inBrand) {
      return {
        kind: "used" as const,
        workflows: workflows.map(([id, name]) => ({ id, name })),
        savedBlocks: savedBlocks.map(({ name }) => name),
        inBrand,
      };
    }
    const removed = await ctx.db.transaction((tx) => deleteImage(tx, found.id));
    if (removed) await removeImageFile(ctx.env.DATA_DIR, removed);
    return { kind: "removed" as const };
  }),
});
