import type { Scheme } from "./outputs.ts";

type Words = {
  label: string;
  /** What it is, for choosing it. */
  description: string;
  /** How the page says it once it is set. */
  summary: string;
  secretLabel: string;
  /** Where the secret comes from. */
  secretHelp: string;
  /** Who makes the secret: some programs insist on theirs. */
  madeBy: "sender" | "either";
};

/** The ways in which a program can prove that a request comes from it, the usual ones first. */
export const SCHEME_WORDS: Record<Scheme, Words> = {
  "standard-webhooks": {
    label: "Standard Webhooks",
    description: "Also Svix and whatever is sent by it",
    summary: "Requests signed after Standard Webhooks",
    secretLabel: "Signing secret",
    secretHelp: "It begins with whsec_.",
    madeBy: "either",
  },
  stripe: {
    label: "Stripe",
    description: "The signature that Stripe puts on its webhooks",
    summary: "Requests signed by Stripe",
    secretLabel: "Signing secret",
    secretHelp: "In Stripe, on the page of the webhook, under “Signing secret”. It begins with whsec_.",
    madeBy: "sender",
  },
  shopify: {
    label: "Shopify",
    description: "The signature that Shopify puts on its webhooks",
    summary: "Requests signed by Shopify",
    secretLabel: "Signing secret",
    secretHelp: "In Shopify, under Settings, Notifications, Webhooks. For an app it is the client secret.",
    madeBy: "sender",
  },
  github: {
    label: "GitHub",
    description: "The signature that GitHub puts on its webhooks",
    summary: "Requests signed by GitHub",
    secretLabel: "Secret",
    secretHelp: "The same text as in GitHub, in the settings of the webhook, under “Secret”.",
    madeBy: "either",
  },
  hmac: {
    label: "Another signature (HMAC)",
    description: "A signature over the body, in a header that you name",
    summary: "Requests with a signature over their body",
    secretLabel: "Secret",
    secretHelp: "The key that the program signs with.",
    madeBy: "either",
  },
  basic: {
    label: "User name and password",
    description: "Sent with every request",
    summary: "Requests with the right user name and password",
    secretLabel: "Password",
    secretHelp: "The same as in the program that sends.",
    madeBy: "either",
  },
  bearer: {
    label: "Bearer token",
    description: "Sent with every request, in the header “Authorization”",
    summary: "Requests with the right token",
    secretLabel: "Token",
    secretHelp: "The same as in the program that sends.",
    madeBy: "either",
  },
  none: {
    label: "Nothing but the address",
    description: "For programs that cannot do any of these",
    summary: "Anybody who knows the address",
    secretLabel: "",
    secretHelp: "",
    madeBy: "sender",
  },
};

export const SCHEMES = Object.keys(SCHEME_WORDS) as Scheme[];
