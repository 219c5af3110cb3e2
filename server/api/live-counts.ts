import { z } from "zod";
import { nodeId } from "#workflows/graph.ts";
import { liveWindow } from "#workflows/live-window.ts";
import { wordReason } from "#workflows/reasons.ts";
import { spanOf } from "./live-span.ts";
import { router, viewer } from "./trpc.ts";

const PEOPLE_PER_PAGE = 30;

const behind = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("waiting") }),
  z.object({ kind: z.literal("entered") }),
  z.object({ kind: z.literal("left"), port: z.string().max(64).nullable() }),
  z.object({ kind: z.literal("messages"), status: z.enum(["sent", "failed", "skipped", "unknown"]) }),
  z.object({ kind: z.literal("converted") }),
]);
const inWindow = z.object({ id: z.number().int(), window: liveWindow });

/** What happens on the canvas of a workflow that is live. */
export const liveRouter = router({
  counts: viewer.input(inWindow).query(async ({ ctx, input }) => {
    const { timezone } = ctx.engine.live.settings.shop;
    const span = spanOf(input.window, { now: ctx.clock.now(), timezone });
    return {
      nodes: await ctx.liveCounts.read({ workflowId: input.id, ...span }),
      /** Somebody can reach it. */
      goal: Boolean(ctx.engine.live.currentVersion(input.id)?.graph.settings.goalEvent),
    };
  }),

  people: viewer
    .input(
      inWindow.extend({
        nodeId,
        behind,
        cursor: z.object({ at: z.number().int(), id: z.number().int(), visit: z.number().int() }).optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { timezone } = ctx.engine.live.settings.shop;
      const { people, nextCursor } = await ctx.reads.listStepPeople({
        workflowId: input.id,
        nodeId: input.nodeId,
        behind: input.behind,
        ...spanOf(input.window, { now: ctx.clock.now(), timezone }),
        cursor: input.cursor ?? null,
        limit: PEOPLE_PER_PAGE,
      });
      const listed = people.map(({ reasonCode, reasonValues, ...person }) => ({
        ...person,
        /** Why a message did not go out. */
        reasonText: reasonCode && wordReason(reasonCode, reasonValues ?? {}),
      }));
      return { people: listed, nextCursor };
    }),
});
