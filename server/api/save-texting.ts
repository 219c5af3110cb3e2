import { z } from "zod";
import { addressPolicy } from "#server/delivery/address-guard.ts";
import { createGuardedHttp } from "#server/delivery/guarded-http.ts";
import { textingConfig } from "#server/delivery/texting/config.ts";
import { checkTexting } from "#server/delivery/texting/texting-service.ts";
import type { Services } from "#server/services.ts";
import { writeSetting } from "#server/store/settings.ts";
import { makeCallbackToken } from "#server/texts/callback-address.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";

const FIELD_MAX_CHARS = 1000;
const field = z.string().max(FIELD_MAX_CHARS);

export const textingForm = z.object({
  accountSid: field,
  /** "": the stored one stays. */
  authToken: field,
  smsFrom: field.default(""),
  whatsappFrom: field.default(""),
  /** "": Twilio's own. */
  baseUrl: field.default(""),
});
type Form = z.output<typeof textingForm>;

/** `field`: the one that it is about; null when it is about none alone. */
export type SavedTexting = { kind: "saved" } | { kind: "refused"; field: keyof Form | null; text: Phrase };

type Context = Pick<Services, "db" | "engine" | "keys" | "env">;

/** Tries the token, then keeps it: from then on text messages leave by this service. */
export async function saveTexting(ctx: Context, form: Form): Promise<SavedTexting> {
  const { keys, engine } = ctx;
  const stored = engine.live.settings.texting;
  const read = textingConfig.safeParse({ ...form, authToken: form.authToken || "kept" });
  if (!read.success) {
    const issue = read.error.issues[0]!;
    return { kind: "refused", field: issue.path[0] as keyof Form, text: issue.message };
  }
  const { authToken, ...place } = read.data;
  if (place.smsFrom === "" && place.whatsappFrom === "")
    return {
      kind: "refused",
      field: "smsFrom",
      text: phrase("Enter what text messages or WhatsApp messages come from"),
    };
  // A stored token goes to no account and no server but its own.
  const isSame = stored?.accountSid === place.accountSid && stored.baseUrl === place.baseUrl;
  const token = form.authToken ? authToken : isSame ? keys.decrypt(stored.sealedToken) : null;
  if (token === null) return { kind: "refused", field: "authToken", text: phrase("Enter the auth token") };
  if (!isSafe(place.baseUrl, ctx.env.OUTBOUND_ALLOW))
    return { kind: "refused", field: "baseUrl", text: phrase("The address must begin with https://") };
  const problem = await problemWith(ctx, { ...place, authToken: token });
  if (problem !== null) return { kind: "refused", field: null, text: problem };
  const sealedCallback = stored?.sealedCallback ?? makeCallbackToken(keys);
  const kept = { ...place, sealedToken: keys.encrypt(token), sealedCallback };
  await ctx.db.transaction((tx) => writeSetting(tx, "texting", kept));
  await engine.reload();
  return { kind: "saved" };
}

/** The token travels with every request; unencrypted only to what the owner of the server allowed by name. */
function isSafe(baseUrl: string, allow: readonly string[]): boolean {
  const { protocol, hostname, port } = new URL(baseUrl);
  if (protocol === "https:") return true;
  const policy = addressPolicy(allow);
  const isListed = addressPolicy([]).permits(hostname) === false && policy.permits(hostname);
  return isListed || policy.trusts(hostname, Number(port) || 80);
}

/** What stands against this service, in words; null when its token works. */
async function problemWith({ env }: Context, config: z.output<typeof textingConfig>): Promise<Phrase | null> {
  const client = createGuardedHttp({ allow: env.OUTBOUND_ALLOW });
  const checked = await checkTexting({ ...config, statusCallback: null }, client);
  await client.close();
  return checked.kind === "ok" ? null : wordReason(checked.code, checked.values);
}
