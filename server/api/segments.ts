import { z } from "zod";
import type { Services } from "#server/services.ts";
import {
  archiveSegment,
  findSegment,
  listSegments,
  newestProfileId,
  type Segment,
} from "#server/store/segments.ts";
import { listWorkflowNames } from "#server/store/workflow-names.ts";
import { segmentRule } from "#workflows/segment-rule.ts";
import { countPreview } from "./preview-limit.ts";
import { bringSegmentBack, storeSegment } from "./save-segment.ts";
import { usersOfSegment } from "./segment-users.ts";
import { badRequest, editor, notFound, router, viewer } from "./trpc.ts";

const NAME_MAX_CHARS = 120;
const DESCRIPTION_MAX_CHARS = 500;
const SEARCH_MAX_CHARS = 200;
const ITEMS_PER_PAGE = 50;
const SAMPLE_PEOPLE = 20;
const TURNOVER_MS = 7 * 24 * 3_600_000;

const id = z.object({ id: z.number().int() });
const name = z.string().trim().min(1, "Give the segment a name").max(NAME_MAX_CHARS);
const description = z.string().trim().max(DESCRIPTION_MAX_CHARS).nullable();
const cursor = z.number().int();
const changePlace = z.object({ id: z.number().int(), at: z.number().int() });

/** Saved rules over people, and who is in them. */
export const segmentsRouter = router({
  list: viewer.query(async ({ ctx }) => {
    const rows = await listSegments(ctx.db);
    const turnover = await turnoverOf(ctx, rows);
    const newest = await newestProfileId(ctx.db);
    return { segments: rows.map((row) => show(row, turnover, newest)) };
  }),

  /** All there are to choose from; and what the workflows are called that rules ask about. */
  names: viewer.query(async ({ ctx }) => {
    const rows = await listSegments(ctx.db);
    const workflows = await listWorkflowNames(ctx.db);
    return {
      segments: rows.map(({ id, name }) => ({ id, name })),
      workflows: workflows.map(({ id, name }) => ({ id, name })),
    };
  }),

  get: viewer.input(id).query(async ({ ctx, input }) => {
    const row = await load(ctx, input.id);
    const shown = show(row, await turnoverOf(ctx, [row]), await newestProfileId(ctx.db));
    return { ...shown, usedBy: await usersOfSegment(ctx, row.id) };
  }),

  /** Makes one, or changes the one with this id; with another rule everybody is looked at anew. */
  save: editor
    .input(z.object({ id: z.number().int().optional(), name, description, rule: segmentRule }))
    .mutation(async ({ ctx, input: { id = null, ...words } }) => {
      const saved = await storeSegment(ctx, { id, ...words });
      if (saved.kind === "missing") throw notFound("segment");
      if (saved.kind === "refused") throw badRequest(saved.reason);
      return saved;
    }),

  /** For whom a rule holds now, and some of them. A mutation, because a rule may be longer than an address. */
  preview: viewer.input(z.object({ rule: segmentRule })).mutation(async ({ ctx, input: { rule } }) => {
    countPreview(ctx);
    const asked = { rule, now: ctx.clock.now() };
    const count = await ctx.reads.countSegment(asked);
    const sample = await ctx.reads.sampleSegment({ ...asked, limit: SAMPLE_PEOPLE });
    return {
      count,
      sample: sample.map(({ id, name, email, externalId }) => ({ id, name, email, externalId })),
    };
  }),

  /** Nobody is in it any more, and no rule can ask about it. Refused while something does. */
  remove: editor.input(id).mutation(async ({ ctx, input }) => {
    await load(ctx, input.id);
    const usedBy = await usersOfSegment(ctx, input.id);
    if (usedBy.length > 0) return { kind: "used" as const, usedBy };
    await ctx.db.transaction((tx) => archiveSegment(tx, input.id, ctx.clock.now()));
    await ctx.engine.reload();
    return { kind: "removed" as const };
  }),

  /** Takes that back; everybody is looked at anew. */
  restore: editor.input(id).mutation(async ({ ctx, input }) => {
    const restored = await bringSegmentBack(ctx, input.id);
    if (restored.kind === "missing") throw notFound("segment");
    if (restored.kind === "refused") throw badRequest(restored.reason);
    return {};
  }),

  members: viewer
    .input(id.extend({ search: z.string().max(SEARCH_MAX_CHARS).default(""), cursor: cursor.optional() }))
    .query(async ({ ctx, input }) => {
      await load(ctx, input.id);
      const page = await ctx.reads.searchSegmentMembers({
        segmentId: input.id,
        search: input.search,
        cursor: input.cursor ?? null,
        limit: ITEMS_PER_PAGE,
      });
      return {
        ...page,
        profiles: page.profiles.map(({ attributes, updatedAt, phone, locale, ...shown }) => shown),
      };
    }),

  changes: viewer.input(id.extend({ cursor: changePlace.optional() })).query(async ({ ctx, input }) => {
    await load(ctx, input.id);
    return await ctx.reads.readSegmentChanges({
      segmentId: input.id,
      cursor: input.cursor ?? null,
      limit: ITEMS_PER_PAGE,
    });
  }),
});

type Turnover = Map<number, { came: number; left: number }>;

async function turnoverOf(
  { reads, clock }: Pick<Services, "reads" | "clock">,
  rows: readonly Segment[],
): Promise<Turnover> {
  const segmentIds = rows.map(({ id }) => id);
  const found = await reads.countSegmentChanges({ segmentIds, since: clock.now() - TURNOVER_MS });
  return new Map(found.map(({ segmentId, came, left }) => [segmentId, { came, left }]));
}

/** `newest`: the id of the newest profile, which is how far one that is being made has to come. */
function show(row: Segment, turnover: Turnover, newest: number) {
  const { id, name, description, rule, state, memberCount, rebuildAfter, createdAt, updatedAt } = row;
  const { came, left } = turnover.get(id) ?? { came: 0, left: 0 };
  return {
    ...{ id, name, description, rule, state, memberCount, createdAt, updatedAt, came, left },
    progress: state === "building" ? { done: rebuildAfter ?? 0, total: newest } : null,
  };
}

async function load({ db }: Pick<Services, "db">, segmentId: number): Promise<Segment> {
  const found = await db.transaction(() => findSegment(segmentId));
  if (!found || found.archivedAt !== null) throw notFound("segment");
  return found;
}
