import { z } from "zod";
import type { Steps } from "#server/database/database.ts";
import { inAppKey } from "#server/in-app/proof.ts";
import type { Services } from "#server/services.ts";
import { type InAppSettings, readInAppSettings } from "#server/store/in-app-settings.ts";
import { writeSetting } from "#server/store/settings.ts";
import { hasRole, owner, router, viewer } from "./trpc.ts";

/** Messages in the shop's own pages: how a page proves who is looking at it. */
export const inAppRouter = router({
  /** `key`: what the shop's server makes proofs with, for owners alone; null for everybody else. */
  get: viewer.query(({ ctx }): { key: string | null; trustIds: boolean } => {
    const { inApp } = ctx.engine.live.settings;
    const key = hasRole(ctx.person, "owner") ? inAppKey(ctx.keys, inApp) : null;
    return { key, trustIds: inApp.trustIds };
  }),

  /** Makes another key. The one before proves nothing any more, from now on. */
  rotateKey: owner.mutation(async ({ ctx }): Promise<{ key: string }> => {
    const changed = await change(ctx, (inApp) => ({ ...inApp, keyVersion: inApp.keyVersion + 1 }));
    return { key: inAppKey(ctx.keys, changed) };
  }),

  /** `trustIds`: a customer's id is enough, so that whoever knows or guesses it can read that customer's messages. */
  save: owner.input(z.object({ trustIds: z.boolean() })).mutation(async ({ ctx, input }) => {
    await change(ctx, (inApp) => ({ ...inApp, ...input }));
    return {};
  }),
});

async function change(
  { db, engine }: Pick<Services, "db" | "engine">,
  how: (settings: InAppSettings) => InAppSettings,
): Promise<InAppSettings> {
  const changed = await db.transaction(function* (tx): Steps<InAppSettings> {
    const next = how(yield* readInAppSettings(tx));
    yield* writeSetting(tx, "inApp", next);
    return next;
  });
  await engine.reload();
  return changed;
}
