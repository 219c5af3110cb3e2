import { z } from "zod";
import { profileSorts } from "#server/store/profile-page.ts";
import { segmentRule } from "#workflows/segment-rule.ts";
import { router, viewer } from "./trpc.ts";

const PROFILES_PER_PAGE_MAX = 100;
export const SEARCH_MAX_CHARS = 200;
const COLUMNS_MAX = 12;
const COLUMN_MAX_CHARS = 220;

export const columns = z
  .array(z.string().min(1).max(COLUMN_MAX_CHARS))
  .max(COLUMNS_MAX, "At most 12 columns");
/** Whom a list shows, and in which order. */
export const listFilter = z.object({
  search: z.string().max(SEARCH_MAX_CHARS).default(""),
  rule: z.nullable(segmentRule).default(null),
  sort: z.enum(profileSorts).default("newest"),
});

/** The list of profiles, page by page; how many there are is asked for apart, since it can take longer. */
export const profileListsRouter = router({
  page: viewer
    .input(
      listFilter.extend({
        columns: columns.default([]),
        cursor: z.object({ id: z.number().int(), by: z.union([z.number(), z.string(), z.null()]) }).nullish(),
        limit: z.number().int().min(1).max(PROFILES_PER_PAGE_MAX).default(PROFILES_PER_PAGE_MAX),
      }),
    )
    .query(async ({ ctx, input }) => {
      return await ctx.reads.listFilteredProfiles({
        ...input,
        cursor: input.cursor ?? null,
        now: ctx.clock.now(),
      });
    }),

  count: viewer.input(listFilter.pick({ search: true, rule: true })).query(async ({ ctx, input }) => {
    return await ctx.reads.countFilteredProfiles({ ...input, now: ctx.clock.now() });
  }),
});
