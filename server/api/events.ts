import { listEventNames } from "#server/store/events.ts";
import { listAttributeNames } from "#server/store/profile-lists.ts";
import { router, viewer } from "./trpc.ts";

export const eventsRouter = router({
  names: viewer.query(async ({ ctx }) => ({ names: await listEventNames(ctx.db) })),
});

export const attributesRouter = router({
  names: viewer.query(async ({ ctx }) => ({ names: await listAttributeNames(ctx.db) })),
});
