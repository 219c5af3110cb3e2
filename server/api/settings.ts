import { z } from "zod";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { parseParty } from "#server/delivery/render.ts";
import { isThisMachine, mailServerConfig } from "#server/delivery/smtp-encryption.ts";
import { verifySmtp } from "#server/delivery/smtp-transport.ts";
import { hasMailService, keptHere } from "#server/engine/send-job.ts";
import { publicUrl, publicUrlProblem } from "#server/links.ts";
import { moveToZone } from "#server/store/one-off-sending.ts";
import {
  retention,
  sendingRules,
  shopSettings,
  switchSending,
  trackingSettings,
  weekStartOf,
  writeSetting,
} from "#server/store/settings.ts";
import { wordReason } from "#workflows/reasons.ts";
import { sendTestEmail } from "./test-messages.ts";
import { owner, router, viewer } from "./trpc.ts";

const smtpForm = z
  .object({
    host: z
      .string()
      .trim()
      .regex(/^[\w.:-]+$/, "Enter the server's name, like smtp.example.com"),
    port: z.number().int().min(1).max(65_535),
    secure: z.boolean(),
    unencrypted: z.boolean().default(false),
    user: z.string().trim().max(300),
    /** Absent: the stored one stays. */
    password: z.string().max(1000).optional(),
    from: z
      .string()
      .trim()
      .max(300)
      .refine(
        (text) => isEmailAddress(parseParty(text, "").address),
        "Enter an email address, or Shop <hello@example.com>",
      ),
  })
  .refine(({ unencrypted, user, host }) => !unencrypted || user === "" || isThisMachine(host), {
    error: "A user name and a password need encryption: anybody on the way could read them",
    path: ["unencrypted"],
  });

export const settingsRouter = router({
  get: viewer.query(({ ctx }) => {
    const { live } = ctx.engine;
    const { shop, smtp, sendingOff, sendingRules, retention, tracking } = live.settings;
    const { env } = ctx;
    const fromEnvironment = env.SMTP_URL ? new URL(env.SMTP_URL) : null;
    return {
      ...shop,
      weekStart: weekStartOf(shop),
      unreadable: live.unreadableSettings,
      sendingOff,
      sendingRules,
      retention,
      tracking,
      smtp: fromEnvironment
        ? {
            configuredBy: "environment" as const,
            host: fromEnvironment.hostname,
            port: Number(fromEnvironment.port) || 587,
            secure: fromEnvironment.protocol === "smtps:",
            unencrypted: false,
            user: decodeURIComponent(fromEnvironment.username),
            hasPassword: fromEnvironment.password !== "",
            from: env.MAIL_FROM ?? "",
          }
        : {
            configuredBy: smtp ? ("settings" as const) : null,
            host: smtp?.host ?? "",
            port: smtp?.port ?? 587,
            secure: smtp?.secure ?? false,
            unencrypted: smtp?.unencrypted ?? false,
            user: smtp?.user ?? "",
            hasPassword: smtp?.sealedPassword != null,
            from: smtp?.from ?? "",
          },
      /** False: emails are kept here. */
      emailsLeave: hasMailService(env, live.settings),
      /** The channels for which no service is set up: their messages are kept here. */
      kept: keptHere(env, live.settings),
      publicUrl: publicUrl(env),
      publicUrlProblem: publicUrlProblem(env),
    };
  }),

  saveShop: owner.input(shopSettings).mutation(async ({ ctx, input }) => {
    const { shop, relook } = ctx.engine.live.settings;
    await ctx.db.transaction(function* (tx) {
      yield* writeSetting(tx, "shop", input);
      if (input.timezone === shop.timezone) return;
      yield* writeSetting(tx, "relook", { quietHours: false, ...relook, zone: true, afterProfileId: 0 });
      yield* moveToZone(tx, input.timezone, ctx.clock.now());
    });
    await ctx.engine.reload();
    return {};
  }),

  /** Tries the mail server before it is kept; null goes back to the captured outbox. */
  saveSmtp: owner.input(smtpForm.nullable()).mutation(async ({ ctx, input }) => {
    if (input !== null) {
      const { password, from, ...server } = input;
      const stored = ctx.engine.live.settings.smtp?.sealedPassword ?? null;
      const pass = password ?? (stored === null ? undefined : ctx.keys.decrypt(stored));
      const checked = await verifySmtp(mailServerConfig({ ...server, pass }));
      if (checked.kind !== "ok")
        return { kind: "refused" as const, text: wordReason(checked.code, checked.values) };
      const sealedPassword = pass ? ctx.keys.encrypt(pass) : null;
      const smtp = { ...server, from, sealedPassword };
      await ctx.db.transaction(function* (tx) {
        yield* writeSetting(tx, "smtp", smtp);
        yield* writeSetting(tx, "provider", null);
      });
    } else await ctx.db.transaction((tx) => writeSetting(tx, "smtp", null));
    await ctx.engine.reload();
    return { kind: "saved" as const };
  }),

  sendTestEmail: owner
    .input(
      z.object({
        to: z.string().trim().refine(isEmailAddress, "This is not an email address"),
        /** The id of a sender, "" for the usual one. */
        from: z.string().default(""),
      }),
    )
    .mutation(({ ctx, input }) => sendTestEmail(ctx, input.to, input.from)),

  /** Quiet hours and limits of every workflow that has none of its own. */
  saveSendingRules: owner.input(sendingRules).mutation(async ({ ctx, input }) => {
    const { relook } = ctx.engine.live.settings;
    await ctx.db.transaction(function* (tx) {
      yield* writeSetting(tx, "sendingRules", input);
      yield* writeSetting(tx, "relook", { zone: false, ...relook, quietHours: true, afterProfileId: 0 });
    });
    await ctx.engine.reload();
    return {};
  }),

  /** Whether opens and clicks are noted, and what is added to links; holds for what is sent from now on. */
  saveTracking: owner.input(trackingSettings).mutation(async ({ ctx, input }) => {
    await ctx.db.transaction((tx) => writeSetting(tx, "tracking", input));
    await ctx.engine.reload();
    return {};
  }),

  /** What is older than this goes at the next tidying, within the hour. */
  saveRetention: owner.input(retention).mutation(async ({ ctx, input }) => {
    await ctx.db.transaction((tx) => writeSetting(tx, "retention", input));
    await ctx.engine.reload();
    return {};
  }),

  /** The switch that stops all sending at once; what is due meanwhile waits, but not longer than its workflow allows. */
  setSending: owner.input(z.object({ off: z.boolean() })).mutation(async ({ ctx, input }) => {
    await ctx.db.transaction((tx) => switchSending(tx, input.off, ctx.clock.now()));
    await ctx.engine.reload();
    return {};
  }),
});
