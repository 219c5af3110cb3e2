import { z } from "zod";
import { listViews, removeView, saveView } from "#server/store/profile-views.ts";
import { phrase } from "#workflows/phrase.ts";
import { columns, listFilter } from "./profile-lists.ts";
import { editor, notFound, refusal, router, viewer } from "./trpc.ts";

const view = z.object({
  name: z.string().trim().min(1, "Enter a name").max(80, "At most 80 characters"),
  filter: listFilter,
  columns,
});

/** Lists of profiles that the team has saved, for all of it. */
export const profileViewsRouter = router({
  list: viewer.query(async ({ ctx }) => {
    const views = await listViews(ctx.db);
    // One that a later version saved, with rules that this one does not know, is left out.
    const shown = views.flatMap(({ id, name, filter, columns }) => {
      const read = listFilter.safeParse(filter);
      return read.success ? [{ id, name, filter: read.data, columns }] : [];
    });
    return { views: shown };
  }),

  /** One of the same name is replaced. */
  save: editor.input(view).mutation(async ({ ctx, input }) => {
    const row = { ...input, createdBy: ctx.person.id, createdAt: ctx.clock.now() };
    const id = await ctx.db.transaction((tx) => saveView(tx, row));
    if (id === null) throw refusal("CONFLICT", phrase("There are 50 saved lists already. Remove one first"));
    return { id };
  }),

  remove: editor.input(z.object({ id: z.number().int() })).mutation(async ({ ctx, input }) => {
    const removed = await ctx.db.transaction((tx) => removeView(tx, input.id));
    if (!removed) throw notFound("list");
    const { name, filter, columns } = removed;
    return { name, filter: listFilter.safeParse(filter).data ?? null, columns };
  }),
});
