import { z } from "zod";
import { bounceAddress, makeBounceToken } from "#server/bounces/bounce-address.ts";
import { inFolder } from "#server/bounces/mailbox/imap-folder.ts";
import { isSendgridKey } from "#server/bounces/services/sendgrid.ts";
import { PROVIDER_NAMES } from "#server/delivery/providers/config.ts";
import { standardSecret } from "#server/hooks/proof.ts";
import { publicUrlProblem } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import type { BounceDoorSettings } from "#server/store/bounce-settings.ts";
import { readSettings, writeSetting } from "#server/store/settings.ts";
import { phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { badRequest, owner, router } from "./trpc.ts";

/** The services that sign what they tell with something that the owner gives here. */
const SIGNING = ["sendgrid", "mailgun", "resend"] as const;

const keyForm = z.object({
  service: z.enum(SIGNING),
  /** Null forgets it. */
  key: z.string().trim().min(1, "Enter the key").max(1000).nullable(),
});

const mailboxForm = z.object({
  host: z
    .string()
    .trim()
    .regex(/^[\w.:-]+$/, "Enter the server's name, like imap.example.com"),
  port: z.number().int().min(1).max(65_535),
  secure: z.boolean(),
  user: z.string().trim().min(1, "Enter the user name").max(300),
  /** Absent: the stored one stays. */
  password: z.string().max(1000).optional(),
  folder: z.string().trim().min(1, "Enter the folder").max(200),
});

/** How this shop hears of emails that came back. */
export const bouncesRouter = router({
  get: owner.query(({ ctx }) => {
    const { env, keys, engine } = ctx;
    const { bounceDoor, provider } = engine.live.settings;
    return {
      /** The service in use, so that its steps are shown first. */
      service: env.SMTP_URL ? null : (provider?.service ?? null),
      addresses:
        bounceDoor &&
        PROVIDER_NAMES.map((service) => ({
          service,
          address: bounceAddress(env, keys, bounceDoor, service),
          hasKey: bounceDoor.sealedKeys[service] !== undefined,
        })),
      publicUrlProblem: publicUrlProblem(env),
    };
  }),

  /** The mailbox that returned emails come to, and how reading it went last. */
  mailbox: owner.query(async ({ ctx }) => {
    const { bounceMailbox, bounceMailboxState: state } = await readSettings(ctx.db);
    if (bounceMailbox === null) return null;
    const { sealedPassword: _secret, ...shown } = bounceMailbox;
    return {
      ...shown,
      checkedAt: state?.checkedAt ?? null,
      found: state?.found ?? 0,
      problem: state?.problem ? wordReason(state.problem.code, state.problem.values) : null,
    };
  }),

  /** Tries the mailbox before it is kept; null stops reading it. */
  saveMailbox: owner.input(mailboxForm.nullable()).mutation(async ({ ctx, input }) => {
    const { keys, db, engine } = ctx;
    const { bounceMailbox: stored } = engine.live.settings;
    if (input !== null) {
      const { password, ...place } = input;
      const sealedPassword = password ? keys.encrypt(password) : stored?.sealedPassword;
      // A stored password goes to no server but its own.
      const isElsewhere = stored?.host !== place.host || stored.user !== place.user;
      if (!sealedPassword || (!password && isElsewhere))
        return { kind: "refused" as const, text: phrase("Enter the password of this mailbox") };
      const mailbox = { ...place, sealedPassword };
      const opened = await inFolder(mailbox, { keys }, async () => {});
      if (opened.kind === "failed")
        return { kind: "refused" as const, text: wordReason(opened.problem.code, opened.problem.values) };
      await db.transaction((tx) => writeSetting(tx, "bounceMailbox", mailbox));
    } else await db.transaction((tx) => writeSetting(tx, "bounceMailbox", null));
    // Another mailbox is read from its beginning.
    await db.transaction((tx) => writeSetting(tx, "bounceMailboxState", null));
    await engine.reload();
    return { kind: "saved" as const };
  }),

  /** Makes the address; another one takes its place at once, and the old one is worth nothing. */
  makeAddress: owner.mutation(async ({ ctx }) => {
    const sealedKeys = ctx.engine.live.settings.bounceDoor?.sealedKeys ?? {};
    await save(ctx, { sealedToken: makeBounceToken(ctx.keys), sealedKeys });
    return {};
  }),

  /** From then on, only what is signed with it is believed. */
  saveKey: owner.input(keyForm).mutation(async ({ ctx, input }) => {
    const door = ctx.engine.live.settings.bounceDoor;
    if (!door) throw badRequest("Make the address first");
    const { service, key } = input;
    if (key !== null && service === "sendgrid" && !isSendgridKey(key))
      throw badRequest("This is not a verification key as SendGrid shows it");
    if (key !== null && service === "resend" && standardSecret(key) === null)
      throw badRequest("This is not a signing secret as Resend shows it");
    const { [service]: _old, ...others } = door.sealedKeys;
    const sealedKeys = key === null ? others : { ...others, [service]: ctx.keys.encrypt(key) };
    await save(ctx, { ...door, sealedKeys });
    return {};
  }),
});

async function save({ db, engine }: Services, door: BounceDoorSettings): Promise<void> {
  await db.transaction((tx) => writeSetting(tx, "bounceDoor", door));
  await engine.reload();
}
