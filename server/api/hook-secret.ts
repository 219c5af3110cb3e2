import { randomBytes } from "node:crypto";
import type { HookScheme } from "#drizzle/tables.ts";
import { standardSecret } from "#server/hooks/proof.ts";
import type { Keys } from "#server/keys.ts";
import type { Hook, HookProof } from "#server/store/hooks.ts";
import { phrase } from "#workflows/phrase.ts";
import type { SchemeInput } from "./hook-inputs.ts";
import { badRequest } from "./trpc.ts";

/** As Standard Webhooks recommends. */
const SECRET_BYTES = 32;

/** Programs that make the secret themselves: one of ours would fit nothing. */
const MAKERS: Partial<Record<HookScheme, string>> = { stripe: "Stripe", shopify: "Shopify" };

/** A scheme as it is stored, and the secret in plain words where it was made here. Throws what the owner must mend. */
export function sealProof(
  keys: Keys,
  hook: Hook,
  { scheme, options, secret }: SchemeInput,
): { proof: HookProof; secret: string | null } {
  if (scheme === "none") return { proof: { scheme, schemeOptions: null, sealedSecret: null }, secret: null };
  if (scheme === "basic" && !options.username) throw badRequest("Enter the user name");
  const schemeOptions = optionsOf(scheme, options);
  switch (secret.kind) {
    case "keep":
      if (hook.scheme !== scheme || hook.sealedSecret === null) throw badRequest("Enter the secret");
      return { proof: { scheme, schemeOptions, sealedSecret: hook.sealedSecret }, secret: null };
    case "given":
      if (scheme === "standard-webhooks" && !standardSecret(secret.value))
        throw badRequest("This is not such a secret: it begins with whsec_, and letters and digits follow");
      return { proof: { scheme, schemeOptions, sealedSecret: keys.encrypt(secret.value) }, secret: null };
    case "generate": {
      const maker = MAKERS[scheme];
      if (maker) throw badRequest(phrase("{maker} makes this secret; copy it from there", { maker }));
      const made = makeSecret(scheme);
      return { proof: { scheme, schemeOptions, sealedSecret: keys.encrypt(made) }, secret: made };
    }
  }
}

/** Only what the scheme reads. */
function optionsOf(scheme: HookScheme, options: SchemeInput["options"]): HookProof["schemeOptions"] {
  if (scheme === "basic") return { username: options.username };
  if (scheme !== "hmac") return null;
  const { header, algorithm, encoding, prefix } = options;
  return { header, algorithm, encoding, prefix };
}

function makeSecret(scheme: HookScheme): string {
  const bytes = randomBytes(SECRET_BYTES);
  return scheme === "standard-webhooks" ? `whsec_${bytes.toString("base64")}` : bytes.toString("base64url");
}
