import { z } from "zod";
import { chosenFields, fieldsTaken, mergeByHand } from "#server/engine/merge-by-hand.ts";
import { SPLIT_EVENTS_MAX, splitByHand } from "#server/engine/split-by-hand.ts";
import { keepApart, offerAgain } from "#server/store/kept-apart.ts";
import { readMergePreview } from "#server/store/merge-preview.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { phrase } from "#workflows/phrase.ts";
import { badRequest, editor, notFound, refusal, router, viewer } from "./trpc.ts";

const LIKELY_MAX = 5;
const BROWSERS_MAX = 100;
const pair = z.object({
  fromId: z.number().int(),
  intoId: z.number().int(),
  /** The fields that are taken from the one that goes. */
  take: z.array(z.enum(chosenFields)).default([]),
});

/** Two profiles that are one person, and one profile that is two. */
export const samePersonRouter = router({
  /** Who may be the same person, and by what. */
  likely: viewer.input(z.object({ id: z.number().int() })).query(async ({ ctx, input }) => {
    const { timezone: shopZone } = ctx.engine.live.settings.shop;
    const found = await ctx.reads.listLikelyProfiles({ profileId: input.id, limit: LIKELY_MAX, shopZone });
    return {
      profiles: found.map(({ id, name, email, externalId, signs }) => ({
        ...{ id, name, email, externalId, signs },
      })),
    };
  }),

  /** Two profiles are two people, and are not offered as one any more; `apart` false takes that back. */
  setApart: editor
    .input(z.object({ id: z.number().int(), otherId: z.number().int(), apart: z.boolean() }))
    .mutation(async ({ ctx, input: { id, otherId, apart } }) => {
      if (id === otherId) throw badRequest("This is one profile already");
      const now = ctx.clock.now();
      const found = await ctx.db.transaction(function* (tx) {
        if (!(yield* findProfile(id)) || !(yield* findProfile(otherId))) return false;
        yield* apart ? keepApart(tx, [id, otherId], now) : offerAgain(tx, [id, otherId]);
        return true;
      });
      if (!found) throw notFound("profile");
      return {};
    }),

  previewMerge: editor.input(pair).query(async ({ ctx, input }) => {
    const { fromId, intoId, take } = input;
    const [from, into] = await ctx.db.transaction(function* () {
      return [yield* findProfile(fromId), yield* findProfile(intoId)];
    });
    if (!from || !into) throw notFound("profile");
    if (from.id === into.id) throw badRequest("This is one profile already");
    if (from.isSample !== into.isSample) throw notMixed();
    const fields = fieldsTaken(from, into, take);
    const preview = await readMergePreview(ctx.db, { from, into, fields });
    return {
      from: fieldsOf(from),
      into: fieldsOf(into),
      result: fieldsOf({ ...into, ...fields }),
      ...preview,
    };
  }),

  /** Answers with the profile that is left. */
  merge: editor.input(pair).mutation(async ({ ctx, input }) => {
    const wanted = { ...input, by: ctx.person.name };
    const merged = await ctx.engine.change((tx, services, now) => mergeByHand(tx, services, wanted, now));
    if (merged.kind === "missing") throw notFound("profile");
    if (merged.kind === "same") throw badRequest("This is one profile already");
    if (merged.kind === "sample") throw notMixed();
    return { id: merged.profile.id };
  }),

  /** Answers with the new profile. */
  split: editor
    .input(
      z.object({
        id: z.number().int(),
        eventIds: z.array(z.number().int()).max(SPLIT_EVENTS_MAX, "At most 500 events at once"),
        anonymousIds: z.array(z.string()).max(BROWSERS_MAX, "At most 100 browsers at once").default([]),
        name: z.string().trim().max(300).default(""),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { id: profileId, name, ...chosen } = input;
      const wanted = { ...chosen, profileId, name: name || null, by: ctx.person.name };
      const split = await ctx.engine.change((tx, services, now) => splitByHand(tx, services, wanted, now));
      if (split.kind === "missing") throw notFound("profile");
      if (split.kind === "nothing") throw badRequest("Choose something that belongs to the other person");
      return { id: split.profile.id, events: split.events };
    }),
});

function fieldsOf(profile: Profile) {
  const { id, externalId, email, emailClaimed, phone, name, timezone, locale } = profile;
  return { id, externalId, email, emailClaimed, phone, name, timezone, locale };
}

function notMixed() {
  const message = phrase("People of the sample shop and your own customers are kept apart");
  return refusal("BAD_REQUEST", message);
}
