import { z } from "zod";
import { publicUrl, publicUrlProblem } from "#server/links.ts";
import { STUB } from "#server/snippet/stub.ts";
import { listApiKeys } from "#server/store/api-keys.ts";
import { listRecentEvents } from "#server/store/recent-events.ts";
import { router, viewer } from "./trpc.ts";

const RECENT_EVENTS = 15;

/** What the shop's own site needs to send what its visitors do. */
export const siteRouter = router({
  /** Write keys are no secret: they stand in the source of the shop's pages. */
  get: viewer.query(async ({ ctx }) => {
    const keys = await listApiKeys(ctx.db);
    return {
      publicUrl: publicUrl(ctx.env),
      publicUrlProblem: publicUrlProblem(ctx.env),
      stub: STUB,
      keys: keys.flatMap(({ id, name, source, writeKey }) =>
        writeKey === null ? [] : [{ id, name, source, writeKey }],
      ),
    };
  }),

  /** Whether visitors come through a proxy that nobody told the server of, so that all count as one. */
  proxies: viewer.query(({ ctx }) => ({ areUntold: ctx.untoldProxies.areSeen(ctx.clock.now()) })),

  /** The last events of anybody, and whether anything that came with the key was taken in. */
  arrivals: viewer.input(z.object({ keyId: z.number().int().nullable() })).query(async ({ ctx, input }) => {
    const key = (await listApiKeys(ctx.db)).find(({ id }) => id === input.keyId);
    const recent = await listRecentEvents(ctx.db, RECENT_EVENTS);
    return { keyUsedAt: key?.lastUsedAt ?? null, events: recent };
  }),
});
