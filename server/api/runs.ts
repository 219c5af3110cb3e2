import { z } from "zod";
import { standingOf } from "#server/engine/run-actions.ts";
import type { Services } from "#server/services.ts";
import { findProfile } from "#server/store/profiles.ts";
import type { readRunPage } from "#server/store/run-page.ts";
import { listVersionNumbers } from "#server/store/versions.ts";
import { compileGraph } from "#workflows/compile.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { type RunAction, runActionRefusal } from "#workflows/run-actions.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import { bulkProcedures } from "./bulk-runs.ts";
import { filterOf, runAction, runFilter } from "./run-inputs.ts";
import { editor, hasRole, notFound, router, viewer } from "./trpc.ts";
import { withoutConsentLinks } from "./without-consent-links.ts";

const RUNS_PER_PAGE = 50;
const ofWorkflow = z.object({ workflowId: z.number().int() });
const one = ofWorkflow.extend({ runId: z.number().int() });

export const runsRouter = router({
  list: viewer
    .input(ofWorkflow.extend({ filter: runFilter, cursor: z.number().int().optional() }))
    .query(async ({ ctx, input }) => {
      const filter = filterOf(input.workflowId, input.filter);
      const page = await ctx.reads.listRuns({
        ...filter,
        cursor: input.cursor ?? null,
        limit: RUNS_PER_PAGE,
      });
      const runs = page.runs.map(({ endCode, endValues, ...run }) => ({
        ...run,
        endText: endCode === null ? null : wordReason(endCode, endValues),
      }));
      return { runs, nextCursor: page.nextCursor };
    }),

  versions: viewer.input(ofWorkflow).query(({ ctx, input }) => listVersionNumbers(ctx.db, input.workflowId)),

  get: viewer.input(one).query(async ({ ctx, input }) => {
    const found = await ctx.reads.readRunPage({ id: input.runId, workflowId: input.workflowId });
    if (!found) throw notFound("run");
    const { run, profile, workflow, version, visits, history, messages } = found;
    const mayEdit = hasRole(ctx.person, "editor");
    const shown = {
      id: run.id,
      status: run.status,
      nodeId: run.state.nodeId,
      visit: run.state.visit,
      waiting: run.state.waiting,
      data: run.state.data,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      convertedAt: run.convertedAt,
      profile,
      workflow,
      version: { ...version, graph: mayEdit ? version.graph : withoutSecrets(version.graph) },
      visits,
      history: history.map(({ code, values, ...entry }) => ({
        ...entry,
        code,
        text: wordReason(code, values),
      })),
      messages,
    };
    return mayEdit
      ? { ...shown, refusals: await refusalsOf(ctx, found) }
      : { ...withoutConsentLinks(shown), refusals: null };
  }),

  /** Does something to one run by hand. What makes no sense any more is an answer, not an error. */
  act: editor
    .input(one.extend({ action: runAction, visit: z.number().int() }))
    .mutation(async ({ ctx, input }) => {
      const { runId, workflowId, action, visit } = input;
      const wanted = { runId, workflowId, action, visit, by: ctx.person.name };
      const result = await ctx.engine.actOnRun(wanted);
      if (!result) throw notFound("run");
      if (result.kind === "done") return { refusal: null };
      const { code, values } = result.reason;
      return { refusal: refusalText(wordReason(code, values)) };
    }),

  ...bulkProcedures,
});

/** Why each action makes no sense now; null for those that do. */
async function refusalsOf(
  { db }: Pick<Services, "db">,
  { run, profile, version }: NonNullable<Awaited<ReturnType<typeof readRunPage>>>,
) {
  const graph = compileGraph(version.graph);
  const refusals = await db.transaction(function* (tx) {
    const person = yield* findProfile(profile.id);
    if (!person) return null;
    const standing = yield* standingOf(tx, run, person, graph, { kind: "retry" });
    const event = standing.exitEventSince;
    const refusalOf = (action: RunAction): Phrase | null => {
      const code = runActionRefusal(graph, standing, action);
      return code === null ? null : wordReason(code, event === null ? {} : { event });
    };
    return {
      retry: refusalOf({ kind: "retry" }),
      skip: refusalOf({ kind: "skip" }),
      stop: refusalOf({ kind: "stop" }),
    };
  });
  if (!refusals) throw notFound("run");
  return refusals;
}

function refusalText(why: Phrase): Phrase {
  return phrase("Nothing was changed: {why}", { why: phrase(why) });
}
