import { z } from "zod";
import { guessAgain } from "#server/imports/guess-again.ts";
import { DELIMITERS } from "#server/imports/head.ts";
import { filesUntil } from "#server/imports/imports.ts";
import { planProblem } from "#server/imports/targets.ts";
import { FILE_MAX_BYTES, PIECE_MAX_BYTES } from "#server/imports/upload-limits.ts";
import { DISK_FULL, GONE } from "#server/imports/word-failure.ts";
import { type Import, type ImportPlan, listImports } from "#server/store/imports.ts";
import { isTimeZone } from "#workflows/duration.ts";
import { phrase } from "#workflows/phrase.ts";
import { badRequest, editor, notFound, refusal, router, viewer } from "./trpc.ts";

const id = z.object({ id: z.number().int() });
const kind = z.enum(["profiles", "events"]);
const uploadId = z.object({ uploadId: z.uuid() });
const FILE_NAME_MAX_CHARS = 200;
const COLUMNS_MAX = 300;
const ERASED = phrase(
  "The file was removed, because a person in it may have been erased. Upload it again without that person",
);
const delimiter = z.enum(DELIMITERS);
const plan = z.object({
  columns: z.array(z.string().max(120).nullable()).max(COLUMNS_MAX),
  delimiter,
  timezone: z.string().refine(isTimeZone, "Choose a time zone"),
  dayFirst: z.boolean(),
  eventName: z.string().trim().max(200).nullable(),
  everyRow: z.enum(["not-agreed", "withdrawn", "suppressed"]).nullable(),
  startsWorkflows: z.boolean(),
  /** How the people in the file agreed to marketing emails, in the owner's own words; null where they say nothing. */
  agreed: z.string().trim().min(10, "Say in a sentence how these people agreed").max(1000).nullable(),
});
const withPlan = id.extend({ plan });

export const importsRouter = router({
  list: viewer.query(async ({ ctx }) => ({
    imports: (await listImports(ctx.db)).map(({ plan: _plan, failure, ...row }) => ({
      ...row,
      failure: failure && ctx.say(failure),
    })),
  })),

  get: viewer.input(id).query(async ({ ctx, input }) => {
    const row = await find(ctx, input.id);
    // While it is taken in nobody looks at the columns, and the file need not be opened every second.
    const head = row.status === "uploaded" ? await ctx.imports.head(row) : null;
    const checking = ctx.imports.dryRuns.shown(row);
    return {
      ...row,
      failure: row.failure && ctx.say(row.failure),
      head: head && { headers: head.headers, sample: head.sample.slice(0, 3), preset: head.preset },
      checking: checking && "failure" in checking ? { failure: ctx.say(checking.failure) } : checking,
      /** The rejected rows can be downloaded. */
      hasRejected: await ctx.imports.hasRejected(row),
      /** The file is still here, so that it can begin or go on. */
      hasFile: await ctx.imports.hasFile(row),
      /** Until when the files are kept, unless the import goes on. */
      filesUntil: filesUntil(row),
    };
  }),

  /** Reads the file with another sign between its cells, and guesses anew what its columns are. */
  partAnew: editor.input(id.extend({ delimiter })).mutation(async ({ ctx, input }) => {
    const problem = await guessAgain(ctx, await find(ctx, input.id), input.delimiter);
    if (problem !== null) throw badRequest(problem);
    return {};
  }),

  /** The first rows as they would become. It changes nothing; the plan of a wide file is too long for an address. */
  preview: editor.input(withPlan).mutation(async ({ ctx, input }) => {
    const row = await find(ctx, input.id);
    const next = planFrom(row, input.plan, ctx);
    const problem = planProblem(row.kind, next);
    if (problem) return { problem: ctx.say(problem), rows: [] };
    if (!(await ctx.imports.head(row))) return { problem: ctx.say(GONE), rows: [] };
    return { problem: null, rows: await ctx.imports.preview(row, next) };
  }),

  begin: editor
    .input(z.object({ bytes: z.number().int().min(1, "The file is empty") }))
    .mutation(async ({ ctx, input }) => {
      const begun = await ctx.imports.uploads.begin(input.bytes);
      if (begun.kind === "too-large") {
        throw badRequest(
          phrase("A file may have {max} GB. Part it into smaller ones", { max: FILE_MAX_BYTES / 1024 ** 3 }),
        );
      }
      if (begun.kind === "disk-full")
        throw refusal("CONFLICT", phrase("The server’s disk has no room for this file"));
      if (begun.kind === "too-many") {
        throw refusal(
          "CONFLICT",
          phrase("Too many files are being sent to the server. Wait until one of them is there"),
        );
      }
      return { uploadId: begun.uploadId, pieceBytes: PIECE_MAX_BYTES };
    }),

  finish: editor
    .input(
      uploadId.extend({
        kind,
        fileName: z
          .string()
          .trim()
          .min(1)
          .transform((name) => name.slice(0, FILE_NAME_MAX_CHARS)),
        bytes: z.number().int().min(1),
      }),
    )
    .mutation(async ({ ctx, input: { uploadId: upload, ...file } }) => {
      const finished = await ctx.imports.finish(upload, { ...file, by: ctx.person.id });
      if (finished.kind === "ready") return { id: finished.id };
      if (finished.kind === "disk-full") throw refusal("CONFLICT", DISK_FULL);
      throw badRequest(
        finished.kind === "refused" ? finished.message : phrase("The file did not arrive in full. Try again"),
      );
    }),

  cancel: editor.input(uploadId).mutation(async ({ ctx, input }) => {
    await ctx.imports.uploads.drop(input.uploadId);
    return {};
  }),

  /** Begins a dry run with this plan over the whole file. Where it cannot begin, the plan is not kept either. */
  check: editor.input(withPlan).mutation(async ({ ctx, input }) => {
    const row = await find(ctx, input.id);
    const next = planFrom(row, input.plan, ctx);
    const problem = planProblem(row.kind, next);
    if (problem) throw badRequest(problem);
    const begun = await ctx.imports.check(row, next);
    if (begun.kind === "busy") {
      throw refusal(
        "CONFLICT",
        phrase("“{file}” is being tried out. Wait until that is done, or stop it on its page", {
          file: begun.fileName,
        }),
      );
    }
    if (begun.kind === "too-late") throw refusal("CONFLICT", phrase("This import has begun already"));
    return {};
  }),

  /** Stops a dry run. */
  stopCheck: editor.input(id).mutation(async ({ ctx, input }) => {
    await find(ctx, input.id);
    await ctx.imports.dryRuns.stop(input.id);
    return {};
  }),

  /** Takes the file in with the plan that was tried out, or goes on with one that was stopped. */
  start: editor.input(id).mutation(async ({ ctx, input }) => {
    const row = await find(ctx, input.id);
    const problem = planProblem(row.kind, row.plan);
    if (problem) throw badRequest(problem);
    if (row.status === "uploaded" && !row.plan.check) throw badRequest("Try the file out first");
    if (row.status !== "done" && !(await ctx.imports.hasFile(row))) {
      throw badRequest(row.plan.filesErased ? ERASED : GONE);
    }
    if (!(await ctx.imports.start(row.id)))
      throw refusal("CONFLICT", phrase("This import is under way or done already"));
    return {};
  }),

  stop: editor.input(id).mutation(async ({ ctx, input }) => {
    await find(ctx, input.id);
    return { stopped: await ctx.imports.halt(input.id) };
  }),

  remove: editor.input(id).mutation(async ({ ctx, input }) => {
    if (!(await ctx.imports.remove(input.id))) throw notFound("upload");
    return {};
  }),
});

type Context = Parameters<Parameters<typeof editor.mutation>[0]>[0]["ctx"];
type PlanInput = z.output<typeof plan>;

async function find({ imports }: Pick<Context, "imports">, importId: number): Promise<Import> {
  const row = await imports.find(importId);
  if (!row) throw notFound("import");
  return row;
}

function planFrom({ plan: before }: Import, { agreed, ...input }: PlanInput, ctx: Context): ImportPlan {
  const confirmation = agreed === null ? null : { words: agreed, by: ctx.person.name, at: ctx.clock.now() };
  return { ...before, ...input, consent: agreed === null ? null : "granted", confirmation, check: null };
}
