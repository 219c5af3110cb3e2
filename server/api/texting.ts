import { z } from "zod";
import { TEXT_CHANNELS } from "#server/delivery/texting/config.ts";
import { publicUrlProblem } from "#server/links.ts";
import { writeSetting } from "#server/store/settings.ts";
import { callbackAddress, makeCallbackToken } from "#server/texts/callback-address.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { saveTexting, textingForm } from "./save-texting.ts";
import { sendTestText } from "./send-test-text.ts";
import { hasRole, notFound, owner, router, viewer } from "./trpc.ts";

const PHONE_MAX_CHARS = 50;

const testNumber = z
  .string()
  .max(PHONE_MAX_CHARS)
  .transform(phoneAddress)
  .refine((number) => number !== null, "Enter a number with its country, like +15551234567");

/** What text messages and WhatsApp messages leave by, and how the shop hears of answers to them. */
export const textingRouter = router({
  get: viewer.query(({ ctx }) => {
    const { env, keys, engine, person } = ctx;
    const { texting } = engine.live.settings;
    const service = texting && {
      accountSid: texting.accountSid,
      smsFrom: texting.smsFrom,
      whatsappFrom: texting.whatsappFrom,
      baseUrl: texting.baseUrl,
    };
    return {
      /** Null: text messages are kept in the captured outbox. */
      service,
      /** Whoever knows it may not forge anything, but it is nobody's business: for owners only. */
      callbackUrl: texting && hasRole(person, "owner") ? callbackAddress(env, keys, texting) : null,
      /** Why the service could not reach that address; null when it can. */
      publicUrlProblem: publicUrlProblem(env),
    };
  }),

  /** Tries the token before it is kept; from then on text messages leave by this service. */
  save: owner.input(textingForm).mutation(({ ctx, input }) => saveTexting(ctx, input)),

  /** Forgets the service and its token; text messages are kept here again. */
  remove: owner.mutation(async ({ ctx }) => {
    await ctx.db.transaction((tx) => writeSetting(tx, "texting", null));
    await ctx.engine.reload();
    return {};
  }),

  /** Makes another address; the old one is worth nothing at once, and has to be replaced at the service. */
  rotateCallback: owner.mutation(async ({ ctx }) => {
    const { texting } = ctx.engine.live.settings;
    if (!texting) throw notFound("service");
    const sealedCallback = makeCallbackToken(ctx.keys);
    await ctx.db.transaction((tx) => writeSetting(tx, "texting", { ...texting, sealedCallback }));
    await ctx.engine.reload();
    return {};
  }),

  /** Sends a short message to a number, and tells what became of it. */
  sendTest: owner
    .input(z.object({ channel: z.enum(TEXT_CHANNELS), to: testNumber }))
    .mutation(({ ctx, input }) => sendTestText(ctx, ctx.person, input)),
});
