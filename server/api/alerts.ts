import { z } from "zod";
import { listOpenAlerts, setDismissed } from "#server/store/alerts.ts";
import { wordAlert } from "#workflows/alert-words.ts";
import { notFound, owner, router, viewer } from "./trpc.ts";

const alert = z.object({ id: z.number().int().positive() });

export const alertsRouter = router({
  /** What is not over and was not put away, in words; the newest first. */
  list: viewer.query(async ({ ctx }) => {
    const open = (await listOpenAlerts(ctx.db)).filter(({ dismissedAt }) => dismissedAt === null);
    return open.map((row) => ({
      ...{ id: row.id, code: row.code, subject: row.subject, raisedAt: row.raisedAt },
      ...wordAlert(row),
    }));
  }),

  /** Puts it away for everybody; when it is over and happens again, it comes back. */
  dismiss: owner.input(alert).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    const there = await ctx.db.transaction((tx) => setDismissed(tx, input.id, now));
    if (!there) throw notFound("alert");
    return {};
  }),

  restore: owner.input(alert).mutation(async ({ ctx, input }) => {
    const there = await ctx.db.transaction((tx) => setDismissed(tx, input.id, null));
    return { kind: there ? ("restored" as const) : ("over" as const) };
  }),
});
