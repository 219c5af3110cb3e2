import { z } from "zod";
import { planResend, RESEND_HOLD_MS, resend, stopResend } from "#server/engine/resend.ts";
import type { Services } from "#server/services.ts";
import type { Phrase } from "#workflows/phrase.ts";
import { type Reason, wordReason } from "#workflows/reasons.ts";
import { badRequest, editor, notFound } from "./trpc.ts";

const one = z.object({ id: z.number().int() });

/** Sending a message again on purpose: for who may edit, never by itself. */
export const resendProcedures = {
  /** What would become of it if it were sent again now. */
  resendPlan: editor.input(one).query(async ({ ctx, input }) => {
    const plan = await ctx.db.transaction((tx) => planResend(tx, services(ctx), input.id, ctx.clock.now()));
    if (!plan) throw notFound("message");
    if (plan.kind === "refused") return { refusal: worded(plan.reason), to: null, held: null };
    return { refusal: null, to: plan.endpoint, held: plan.held && worded(plan.held) };
  }),

  /** Puts it in line anew; `requestId` is made once by the page, so that a second click is the same request. */
  resend: editor
    .input(one.extend({ requestId: z.string().regex(/^[\w-]{8,64}$/) }))
    .mutation(async ({ ctx, input }) => {
      const wanted = { messageId: input.id, id: input.requestId, by: ctx.person.name };
      const result = await ctx.db.transaction((tx) => resend(tx, services(ctx), wanted, ctx.clock.now()));
      if (!result) throw notFound("message");
      if (result.kind === "refused") throw badRequest(worded(result.reason));
      ctx.engine.poke();
      return { id: result.id, holdMs: RESEND_HOLD_MS };
    }),

  /** Stops such a message while it waits. */
  stopResend: editor.input(one).mutation(async ({ ctx, input }) => {
    const by = { id: input.id, by: ctx.person.name };
    const stopped = await ctx.db.transaction((tx) => stopResend(tx, services(ctx), by, ctx.clock.now()));
    if (stopped === null) throw notFound("message");
    if (!stopped) throw badRequest("It is too late: the message is on its way already");
    return {};
  }),
};

function services({ engine, env, keys }: Pick<Services, "engine" | "env" | "keys">) {
  return { live: engine.live, env, keys };
}

function worded({ code, values }: Reason): Phrase {
  return wordReason(code, values);
}
