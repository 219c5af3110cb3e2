import { z } from "zod";
import { router, viewer } from "./trpc.ts";

export const eventsRouter = router({
  names: viewer.query(async ({ ctx }) => ({ names: await ctx.reads.listEventNames() })),

  /** What the newest events of a name really carry. */
  properties: viewer
    .input(z.object({ event: z.string().min(1).max(200) }))
    .query(({ ctx, input }) => ctx.reads.listEventProperties(input)),
});

export const attributesRouter = router({
  names: viewer.query(async ({ ctx }) => ({ names: await ctx.reads.listAttributeNames() })),

  /** The attributes that people really have, those of most people first; examples are from the newest profiles. */
  seen: viewer.query(async ({ ctx }) => {
    const [counts, newest] = await Promise.all([
      ctx.attributeCounts.read(),
      ctx.reads.listNewestAttributes(),
    ]);
    const examples = new Map(newest.map(({ name, example }) => [name, example]));
    // Counted a while ago, they may lack an attribute that came since.
    const names = new Set([...counts.keys(), ...examples.keys()]);
    return {
      attributes: [...names]
        .map((name) => ({
          name,
          people: counts.get(name)?.count ?? null,
          example: examples.get(name) ?? null,
        }))
        .sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || (a.name < b.name ? -1 : 1)),
    };
  }),
});
