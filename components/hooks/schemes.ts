import type { Scheme } from "./outputs.ts";

/** What the other program calls the thing that a proof is made with. */
type SecretKind = "signingSecret" | "secret" | "password" | "token";

interface Proof {
  secretKind: SecretKind;
  /** Who makes the secret: some programs insist on theirs. */
  madeBy: "sender" | "either";
}

/** The ways in which a program can prove that a request comes from it, the usual ones first. */
export const SCHEMES: Record<Scheme, Proof> = {
  "standard-webhooks": { secretKind: "signingSecret", madeBy: "either" },
  stripe: { secretKind: "signingSecret", madeBy: "sender" },
  shopify: { secretKind: "signingSecret", madeBy: "sender" },
  github: { secretKind: "secret", madeBy: "either" },
  hmac: { secretKind: "secret", madeBy: "either" },
  basic: { secretKind: "password", madeBy: "either" },
  bearer: { secretKind: "token", madeBy: "either" },
  none: { secretKind: "secret", madeBy: "sender" },
};

export const schemeNames = Object.keys(SCHEMES) as Scheme[];
