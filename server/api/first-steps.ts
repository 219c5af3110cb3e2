import { z } from "zod";
import type { Services } from "#server/services.ts";
import { type FirstSteps, readFirstSteps, writeSetting } from "#server/store/settings.ts";
import { editor, hasRole, type Person, router } from "./trpc.ts";

type Context = Pick<Services, "db" | "engine"> & { person: Pick<Person, "role"> };

export const firstStepsRouter = router({
  /** What only somebody can say: that messages stay here for now, and that the list of first steps is put away. */
  mark: editor
    .input(z.object({ step: z.enum(["keepsHere", "away"]), on: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      await write(ctx, { [input.step]: input.on });
      return {};
    }),
});

/** Notes that somebody did a first step, while the list of them shows; anything later is nobody's news. */
export async function noteFirstStep(ctx: Context, step: "looked" | "tried"): Promise<void> {
  const { firstSteps } = ctx.engine.live.settings;
  if (firstSteps.away !== false || firstSteps[step] || !hasRole(ctx.person, "editor")) return;
  await write(ctx, { [step]: true });
}

/** On what is stored now: two marks at once, or from two processes, are both kept. */
async function write({ db, engine }: Pick<Context, "db" | "engine">, change: Partial<FirstSteps>) {
  await db.transaction(function* (tx) {
    yield* writeSetting(tx, "firstSteps", { ...(yield* readFirstSteps(tx)), ...change });
  });
  await engine.reload();
}
