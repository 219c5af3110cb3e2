import { languageOf } from "#workflows/best-language.ts";
import { router, viewer } from "./trpc.ts";

export const languagesRouter = router({
  /** The shop's own language, and those of its newest customers with how many speak each, the commonest first. */
  seen: viewer.query(async ({ ctx }) => {
    const people = new Map<string, number>();
    for (const { locale, people: count } of await ctx.reads.listNewestLocales()) {
      const tag = languageOf(locale);
      if (tag !== null) people.set(tag, (people.get(tag) ?? 0) + count);
    }
    return {
      shop: ctx.engine.live.settings.shop.language,
      spoken: [...people]
        .map(([tag, count]) => ({ tag, people: count }))
        .sort((a, b) => b.people - a.people || (a.tag < b.tag ? -1 : 1)),
    };
  }),
});
