import { z } from "zod";
import {
  countListed,
  duplicateOneOff,
  emptyDraft,
  findOneOff,
  findOneOffOf,
  insertOneOff,
  type OneOff,
  removeOneOff,
  restoreOneOff,
  saveOneOff,
} from "#server/store/one-offs.ts";
import {
  channelOfAction,
  LISTED_MAX_PEOPLE,
  oneOffAudience,
  oneOffMessage,
  oneOffSchedule,
} from "#workflows/one-off.ts";
import { countOneOff } from "./count-one-off.ts";
import { setListed } from "./one-off-people.ts";
import { previewOneOff } from "./one-off-preview.ts";
import { oneOffProblems } from "./one-off-problems.ts";
import { readResults } from "./one-off-results.ts";
import { sendOneOff, stopOneOff } from "./send-one-off.ts";
import { badRequest, demandRole, editor, notFound, router, viewer } from "./trpc.ts";

const NAME_MAX_CHARS = 120;
const LINE_MAX_CHARS = 320;
const COPY_SUFFIX = " (copy)";

const name = z.string().trim().min(1, "Give the message a name").max(NAME_MAX_CHARS);
const id = z.object({ id: z.number().int() });
const revision = z.number().int();

/** Messages that are written once and sent to many people. */
export const oneOffsRouter = router({
  list: viewer.query(async ({ ctx }) => {
    const rows = await ctx.reads.listOneOffs();
    const { timezone } = ctx.engine.live.settings.shop;
    return {
      timezone,
      oneOffs: rows.map(({ message, workflowId, revision, ...row }) => ({
        ...row,
        channel: message && channelOfAction(message.type),
      })),
    };
  }),

  get: viewer.input(id).query(async ({ ctx, input }) => {
    const { removedAt, createdAt, ...shown } = await load(ctx, input.id);
    const { workflowId } = shown;
    const channel = shown.message && channelOfAction(shown.message.type);
    return {
      ...shown,
      channel,
      /** How many people its list names, whatever the audience is now. */
      listed: await countListed(ctx.db, shown.id),
      /** The shop's, in which `schedule.at` is meant unless it is each person's own. */
      timezone: ctx.engine.live.settings.shop.timezone,
      /** Null until people are let in. */
      results:
        workflowId === null || shown.startedAt === null
          ? null
          : await readResults(ctx, workflowId, { ...shown, channel }),
    };
  }),

  /** Which message a workflow sends, for whoever follows a link to its workflow, which nobody is shown; null for none. */
  ofWorkflow: viewer
    .input(z.object({ workflowId: z.number().int() }))
    .query(async ({ ctx, input }) => ({ id: (await findOneOffOf(ctx.db, input.workflowId))?.id ?? null })),

  create: editor.input(z.object({ name: name.optional() })).mutation(async ({ ctx, input }) => {
    const draft = { ...emptyDraft, name: input.name ?? "New message" };
    return { id: await ctx.db.transaction((tx) => insertOneOff(tx, draft, ctx.clock.now())) };
  }),

  save: editor
    .input(
      id.extend({
        revision,
        name: name.optional(),
        message: z.optional(z.nullable(oneOffMessage)),
        audience: z.optional(oneOffAudience),
        schedule: z.optional(oneOffSchedule),
      }),
    )
    .mutation(async ({ ctx, input: { id, ...draft } }) => {
      const saved = await ctx.db.transaction((tx) => saveOneOff(tx, id, draft, ctx.clock.now()));
      if (saved !== null) return { kind: "saved" as const, revision: saved };
      const now = await load(ctx, id);
      if (now.status !== "draft") throw badRequest("This message is no draft any more");
      const { name, message, audience, schedule } = now;
      return {
        kind: "conflict" as const,
        revision: now.revision,
        draft: { name, message, audience, schedule },
      };
    }),

  /** Email addresses or customer numbers; they become the list that it goes to, instead of the one before. */
  setPeople: editor
    .input(
      id.extend({
        lines: z
          .array(z.string().max(LINE_MAX_CHARS, "A line is longer than 320 characters"))
          .max(LISTED_MAX_PEOPLE, "At most 10,000 people at once"),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      await load(ctx, input.id);
      return await setListed(ctx, input.id, input.lines);
    }),

  /** Whom it would reach, about now. A mutation, because it reads everybody: nothing asks for it by itself. */
  count: viewer
    .input(id)
    .mutation(async ({ ctx, input }) => await countOneOff(ctx, await load(ctx, input.id))),

  /** How somebody would get it: as it stands on the screen of whoever writes it, else as it is stored. */
  preview: viewer
    .input(id.extend({ message: z.optional(oneOffMessage), profileId: z.number().int() }))
    .mutation(async ({ ctx, input }) => {
      // Templates of one's own are a program of one's own.
      if (input.message) demandRole(ctx.person, "editor");
      const { message } = await load(ctx, input.id);
      return await previewOneOff(ctx, input.message ?? message, input.profileId);
    }),

  problems: viewer
    .input(id)
    .query(async ({ ctx, input }) => ({ problems: await oneOffProblems(ctx, await load(ctx, input.id)) })),

  send: editor
    .input(id.extend({ revision, people: z.number().int().min(0) }))
    .mutation(async ({ ctx, input }) => await sendOneOff(ctx, await load(ctx, input.id), input)),

  stop: editor.input(id).mutation(async ({ ctx, input }) => await stopOneOff(ctx, await load(ctx, input.id))),

  remove: editor.input(id).mutation(async ({ ctx, input }) => {
    if (await ctx.db.transaction((tx) => removeOneOff(tx, input.id, ctx.clock.now()))) return {};
    await load(ctx, input.id);
    throw badRequest("Stop it first: it is still being sent, or waits for its time");
  }),

  restore: editor.input(id).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => restoreOneOff(tx, input.id)))) throw notFound("message");
    return {};
  }),

  duplicate: editor.input(id).mutation(async ({ ctx, input }) => {
    const { name } = await load(ctx, input.id);
    const copyName = `${name.slice(0, NAME_MAX_CHARS - COPY_SUFFIX.length)}${COPY_SUFFIX}`;
    const copyId = await ctx.db.transaction((tx) => duplicateOneOff(tx, input.id, copyName, ctx.clock.now()));
    if (copyId === null) throw notFound("message");
    return { id: copyId };
  }),
});

async function load(ctx: { db: Parameters<typeof findOneOff>[0] }, oneOffId: number): Promise<OneOff> {
  const found = await findOneOff(ctx.db, oneOffId);
  if (!found) throw notFound("message");
  return found;
}
