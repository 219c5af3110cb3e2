import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type DkimKey, dkimRecord, makeDkimPrivateKey, signsFor } from "#server/delivery/dkim.ts";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { withoutSecret } from "#server/delivery/providers/config.ts";
import { openDkim, openProvider } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import { graphsInUse } from "#server/store/graphs-in-use.ts";
import { IDENTITIES_MAX, identity, paceSettings } from "#server/store/sending-settings.ts";
import { beginCounting, releaseWarmUp } from "#server/store/sent-today.ts";
import { type Settings, writeSetting } from "#server/store/settings.ts";
import { windowStart } from "#workflows/local-time.ts";
import { phrase } from "#workflows/phrase.ts";
import { sendersUsedBy } from "#workflows/senders.ts";
import { providerForm, saveProvider } from "./save-provider.ts";
import { badRequest, notFound, owner, router, viewer } from "./trpc.ts";

const dkimForm = z.object({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .refine((domain) => isEmailAddress(`hello@${domain}`), "Enter a domain, like example.com"),
});

/** Who emails come from, how they leave, and how many. */
export const sendersRouter = router({
  get: viewer.query(async ({ ctx }) => {
    const { env, keys, engine } = ctx;
    const { smtp, provider, dkim, senders, pace } = engine.live.settings;
    return {
      service: env.SMTP_URL || smtp ? ("smtp" as const) : (provider?.service ?? null),
      configuredBy: env.SMTP_URL ? ("environment" as const) : smtp || provider ? ("settings" as const) : null,
      provider: provider && {
        service: provider.service,
        from: provider.from,
        fields: withoutSecret(openProvider(provider, keys)),
      },
      dkim: dkim && { on: dkim.on, domain: dkim.domain, record: dkimRecord(openDkim(dkim, keys)) },
      identities: await withUsers(ctx, senders),
      pace,
    };
  }),

  /** What emails can be sent as, for the step that sends them. */
  choices: viewer.query(({ ctx }) => {
    const { identities, defaultId } = ctx.engine.live.settings.senders;
    return identities.map(({ id, name, address }) => ({
      ...{ id, name, address },
      isDefault: id === defaultId,
      unsigned: isUnsigned(ctx, address),
    }));
  }),

  /** Tries the key before it is kept; from then on emails leave by this service and by nothing else. */
  saveProvider: owner.input(providerForm).mutation(({ ctx, input }) => saveProvider(ctx, input)),

  /** Forgets the service and its key; emails are kept here again. */
  removeProvider: owner.mutation(async ({ ctx }) => {
    await ctx.db.transaction((tx) => writeSetting(tx, "provider", null));
    await ctx.engine.reload();
    return {};
  }),

  /** Makes a new pair of keys for a domain; nothing is signed with it before it is switched on. */
  makeDkim: owner.input(dkimForm).mutation(async ({ ctx, input }) => {
    const key: DkimKey = {
      domain: input.domain,
      // Another one than before, so that mail on its way can still be checked with the old record.
      selector: `rk${Math.floor(ctx.clock.now() / 1000).toString(36)}`,
      privateKey: await makeDkimPrivateKey(),
    };
    const { domain, selector, privateKey } = key;
    const dkim = { domain, selector, sealedPrivateKey: ctx.keys.encrypt(privateKey), on: false };
    await ctx.db.transaction((tx) => writeSetting(tx, "dkim", dkim));
    await ctx.engine.reload();
    return {};
  }),

  switchDkim: owner.input(z.object({ on: z.boolean() })).mutation(async ({ ctx, input }) => {
    const { dkim } = ctx.engine.live.settings;
    if (!dkim) throw notFound("key");
    await ctx.db.transaction((tx) => writeSetting(tx, "dkim", { ...dkim, on: input.on }));
    await ctx.engine.reload();
    return {};
  }),

  removeDkim: owner.mutation(async ({ ctx }) => {
    await ctx.db.transaction((tx) => writeSetting(tx, "dkim", null));
    await ctx.engine.reload();
    return {};
  }),

  /** Adds a sender, or changes the one with this id; the first one becomes the usual one. */
  saveIdentity: owner
    .input(identity.omit({ id: true }).extend({ id: identity.shape.id.nullable() }))
    .mutation(async ({ ctx, input }) => {
      const { identities, defaultId } = ctx.engine.live.settings.senders;
      const saved = { ...input, id: input.id ?? randomUUID() };
      const known = identities.some(({ id }) => id === saved.id);
      if (input.id !== null && !known) throw notFound("sender");
      if (!known && identities.length >= IDENTITIES_MAX)
        throw badRequest(phrase("There can be {max} senders at most", { max: IDENTITIES_MAX }));
      const next = known
        ? identities.map((other) => (other.id === saved.id ? saved : other))
        : [...identities, saved];
      await writeSenders(ctx, {
        identities: next,
        defaultId: identities.length === 0 ? saved.id : defaultId,
      });
      return { id: saved.id };
    }),

  /** Emails that name it come from the usual sender from now on. */
  removeIdentity: owner.input(z.object({ id: z.string() })).mutation(async ({ ctx, input }) => {
    const { identities, defaultId } = ctx.engine.live.settings.senders;
    const left = identities.filter(({ id }) => id !== input.id);
    if (left.length === identities.length) throw notFound("sender");
    await writeSenders(ctx, {
      identities: left,
      defaultId: defaultId === input.id ? (left[0]?.id ?? null) : defaultId,
    });
    return {};
  }),

  setDefault: owner.input(z.object({ id: z.string() })).mutation(async ({ ctx, input }) => {
    const { identities } = ctx.engine.live.settings.senders;
    if (!identities.some(({ id }) => id === input.id)) throw notFound("sender");
    await writeSenders(ctx, { identities, defaultId: input.id });
    return {};
  }),

  /** How many emails go out in a minute and in a day. What waits for tomorrow is looked at again at once. */
  savePace: owner.input(paceSettings).mutation(async ({ ctx, input }) => {
    const { shop, pace } = ctx.engine.live.settings;
    const now = ctx.clock.now();
    await ctx.db.transaction(function* (tx) {
      yield* writeSetting(tx, "pace", input);
      if (input.perDay !== null && pace.perDay === null)
        yield* beginCounting(tx, windowStart("day", now, shop.timezone));
      if (input.perDay !== pace.perDay) yield* releaseWarmUp(now);
    });
    await ctx.engine.reload();
    ctx.engine.poke();
    return {};
  }),
});

async function writeSenders(ctx: Services, senders: Settings["senders"]): Promise<void> {
  await ctx.db.transaction((tx) => writeSetting(tx, "senders", senders));
  await ctx.engine.reload();
}

/** Whether this server signs emails, but not those from this address. A service signs by itself. */
function isUnsigned({ env, engine }: Pick<Services, "env" | "engine">, address: string): boolean {
  const { smtp, dkim } = engine.live.settings;
  const byMailServer = env.SMTP_URL !== undefined || smtp !== null;
  return byMailServer && dkim?.on === true && !signsFor(dkim, address);
}

async function withUsers(ctx: Services, { identities, defaultId }: Settings["senders"]) {
  const graphs = identities.length > 0 ? await graphsInUse(ctx.db) : [];
  return identities.map((sender) => {
    const users = graphs.filter(({ graph }) => sendersUsedBy(graph).includes(sender.id));
    const byId = new Map(users.map(({ workflowId, workflowName }) => [workflowId, workflowName]));
    const usedBy = [...byId].map(([id, name]) => ({ id, name }));
    const isDefault = sender.id === defaultId;
    return { ...sender, isDefault, usedBy, unsigned: isUnsigned(ctx, sender.address) };
  });
}
