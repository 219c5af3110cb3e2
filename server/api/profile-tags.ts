import { z } from "zod";
import { changeTags } from "#server/engine/change-tags.ts";
import { listTags, readTag, TAG_MAX_CHARS } from "#server/store/profile-tags.ts";
import { profileIds } from "./start-by-hand.ts";
import { editor, router, viewer } from "./trpc.ts";

const tag = z
  .string()
  .max(TAG_MAX_CHARS, "At most 60 characters")
  .refine((text) => readTag(text) !== null, "Enter a tag")
  .transform((text) => readTag(text)!);
const change = z.object({ profileIds, tag });

/** Words by which the team tells people apart. */
export const profileTagsRouter = router({
  /** Those in use. */
  list: viewer.query(async ({ ctx }) => ({ tags: await listTags(ctx.db) })),

  /** Answers with whom it was really added to, so that it can be taken back, and for how many there was no room. */
  add: editor.input(change).mutation(async ({ ctx, input }) => {
    const changedIds: number[] = [];
    let full = 0;
    for (const profileId of new Set(input.profileIds)) {
      const wanted = { profileId, add: [input.tag], by: ctx.person.name };
      const changed = await ctx.engine.change((_tx, services, now) => changeTags(services, wanted, now));
      if (changed && changed.added.length > 0) changedIds.push(profileId);
      if (changed && changed.full.length > 0) full++;
    }
    return { tag: input.tag, changedIds, full };
  }),

  remove: editor.input(change).mutation(async ({ ctx, input }) => {
    const changedIds: number[] = [];
    for (const profileId of new Set(input.profileIds)) {
      const wanted = { profileId, remove: [input.tag], by: ctx.person.name };
      const changed = await ctx.engine.change((_tx, services, now) => changeTags(services, wanted, now));
      if (changed && changed.removed.length > 0) changedIds.push(profileId);
    }
    return { tag: input.tag, changedIds };
  }),
});
