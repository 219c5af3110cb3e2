import { z } from "zod";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { createGuardedHttp } from "#server/delivery/guarded-http.ts";
import { PROVIDER_NAMES, type ProviderConfig, providerConfig } from "#server/delivery/providers/config.ts";
import { checkProvider } from "#server/delivery/providers/provider-service.ts";
import { parseParty } from "#server/delivery/render.ts";
import { openProvider } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import { writeSetting } from "#server/store/settings.ts";
import type { Phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";

const FIELD_MAX_CHARS = 1000;

export const providerForm = z.object({
  service: z.enum(PROVIDER_NAMES),
  from: z
    .string()
    .trim()
    .max(300)
    .refine(
      (text) => isEmailAddress(parseParty(text, "").address),
      "Enter an email address, or Shop <hello@example.com>",
    ),
  /** The settings of the service that are not secret. */
  fields: z.record(z.string().max(50), z.string().max(FIELD_MAX_CHARS)),
  /** Absent: the stored one stays. */
  secret: z.string().max(FIELD_MAX_CHARS).optional(),
});

export type SavedProvider = { kind: "saved" } | { kind: "refused"; field: string | null; text: Phrase };

type Context = Pick<Services, "db" | "engine" | "keys" | "env" | "clock">;

/**
 * Tries the key, then keeps it: from then on emails leave by this service and by no other. `origin` stands for the
 * service's own address, for tests.
 */
export async function saveProvider(
  ctx: Context,
  form: z.output<typeof providerForm>,
  origin?: string,
): Promise<SavedProvider> {
  const { keys, engine } = ctx;
  const stored = engine.live.settings.provider;
  const known = stored?.service === form.service ? openProvider(stored, keys).secret : "";
  const read = providerConfig.safeParse({
    ...form.fields,
    service: form.service,
    secret: form.secret ?? known,
  });
  if (!read.success) {
    const issue = read.error.issues[0]!;
    return { kind: "refused", field: String(issue.path[0]), text: issue.message };
  }
  const problem = await problemWith(ctx, read.data, origin);
  if (problem !== null) return { kind: "refused", field: null, text: problem };
  const sealed = keys.encrypt(JSON.stringify(read.data));
  await ctx.db.transaction(function* (tx) {
    yield* writeSetting(tx, "provider", { service: form.service, from: form.from, sealed });
    yield* writeSetting(tx, "smtp", null);
  });
  await engine.reload();
  return { kind: "saved" };
}

/** What stands against this service, in words; null when its key works. */
async function problemWith(
  { env, clock }: Context,
  config: ProviderConfig,
  origin: string | undefined,
): Promise<Phrase | null> {
  const client = createGuardedHttp({ allow: env.OUTBOUND_ALLOW });
  const checked = await checkProvider(config, { client, now: clock.now(), origin });
  await client.close();
  return checked.kind === "ok" ? null : wordReason(checked.code, checked.values);
}
