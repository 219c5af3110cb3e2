import { z } from "zod";
import {
  deleteSavedBlocks,
  insertSavedBlocks,
  listSavedBlocks,
  renameSavedBlocks,
  SAVED_BLOCKS_MAX,
} from "#server/store/saved-blocks.ts";
import { BLOCKS_MAX, emailBlock } from "#workflows/email-design.ts";
import { phrase } from "#workflows/phrase.ts";
import { badRequest, editor, notFound, router, viewer } from "./trpc.ts";

const name = z.string().trim().min(1, "Give it a name").max(80, "At most 80 characters");
const blocks = z.array(emailBlock).min(1, "There is no block to save").max(BLOCKS_MAX);
const id = z.object({ id: z.number().int() });

/** Parts of emails that are kept to be used again; what is put into an email is a copy. */
export const savedBlocksRouter = router({
  list: viewer.query(async ({ ctx }) => {
    const saved = await listSavedBlocks(ctx.db);
    return saved.flatMap(({ content, ...rest }) => {
      const parsed = blocks.safeParse(content);
      return parsed.success ? [{ ...rest, blocks: parsed.data }] : [];
    });
  }),

  save: editor.input(z.object({ name, blocks })).mutation(async ({ ctx, input }) => {
    const createdAt = ctx.clock.now();
    const saved = { name: input.name, content: input.blocks, createdAt };
    const made = await ctx.db.transaction((tx) => insertSavedBlocks(tx, saved));
    if (made === null)
      throw badRequest(phrase("There are {max} saved already. Remove one first", { max: SAVED_BLOCKS_MAX }));
    return { id: made };
  }),

  rename: editor.input(id.extend({ name })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => renameSavedBlocks(tx, input.id, input.name))))
      throw notFound("saved block");
    return {};
  }),

  remove: editor.input(id).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => deleteSavedBlocks(tx, input.id)))) throw notFound("saved block");
    return {};
  }),
});
