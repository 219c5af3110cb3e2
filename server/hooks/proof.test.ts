import { createHmac } from "node:crypto";
import { sign as signAsGitHub } from "@octokit/webhooks-methods";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import type { HookScheme, HookSchemeOptions } from "#drizzle/tables.ts";
import { SIGNATURE_TOLERANCE_MS, whyUnproven } from "./proof.ts";

const NOW = Date.UTC(2026, 2, 10, 10);
const SECONDS = NOW / 1000;
const BODY = '{"id":"evt_1","email":"zoë@example.com"}';
const WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SECRET = "s3cret of the shop";

interface Case {
  scheme: HookScheme;
  secret: string;
  options?: HookSchemeOptions;
  /** What the sender's own library makes of a body. */
  sign(body: string, secret: string, at: number): Promise<Record<string, string>> | Record<string, string>;
}

const stripe = new Stripe("sk_test_1");
const hmac = (algorithm: string, encoding: "hex" | "base64") => (body: string, secret: string) =>
  createHmac(algorithm, secret).update(body).digest(encoding);

const standard: Case = {
  scheme: "standard-webhooks",
  secret: WHSEC,
  sign: (body, secret, at) => ({
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": new Webhook(secret).sign("msg_1", new Date(at), body),
  }),
};
const stripes: Case = {
  scheme: "stripe",
  secret: "whsec_of_stripe",
  sign: (payload, secret, at) => ({
    "stripe-signature": stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      timestamp: Math.floor(at / 1000),
    }),
  }),
};
const gitHubs: Case = {
  scheme: "github",
  secret: SECRET,
  sign: async (body, secret) => ({ "x-hub-signature-256": await signAsGitHub(secret, body) }),
};
const signing: Case[] = [
  standard,
  stripes,
  gitHubs,
  {
    scheme: "shopify",
    secret: SECRET,
    sign: (body, secret) => ({ "x-shopify-hmac-sha256": hmac("sha256", "base64")(body, secret) }),
  },
  {
    scheme: "hmac",
    secret: SECRET,
    sign: (body, secret) => ({ "x-signature": hmac("sha256", "hex")(body, secret) }),
  },
  {
    scheme: "hmac",
    secret: SECRET,
    options: { header: "X-Forms-Sign", algorithm: "sha512", encoding: "base64", prefix: "v0=" },
    sign: (body, secret) => ({ "x-forms-sign": `v0=${hmac("sha512", "base64")(body, secret)}` }),
  },
];

function why({ scheme, secret, options }: Case, headers: Record<string, string>, body = BODY, now = NOW) {
  const hook = { scheme, schemeOptions: options ?? null };
  return whyUnproven(hook, secret, { headers, bytes: Buffer.from(body) }, now)?.code ?? null;
}

describe.each(signing)("a request signed as by $scheme", (sender) => {
  it("is proven", async () => {
    expect(why(sender, await sender.sign(BODY, sender.secret, NOW))).toBeNull();
  });

  it("is refused with another body, another secret, or no signature", async () => {
    const headers = await sender.sign(BODY, sender.secret, NOW);
    expect(why(sender, headers, `${BODY} `)).toBe("hook.wrong-signature");
    const other = sender.secret === WHSEC ? "whsec_b3RoZXIgc2VjcmV0" : "other";
    expect(why(sender, await sender.sign(BODY, other, NOW))).toBe("hook.wrong-signature");
    expect(why(sender, {})).toBe("hook.no-signature");
  });

  it("is refused when the signature is no signature", async () => {
    const headers = await sender.sign(BODY, sender.secret, NOW);
    for (const broken of [
      ...["", " ", "v1", "v1,", "v1,%%%", "sha256=", "sha256=zz", "t=,v1=", "v0=", "\u00ff\u00fe"],
      ...Object.values(headers).map((value) => `${value.slice(0, -1)}!`),
    ]) {
      const sent = Object.fromEntries(Object.keys(headers).map((name) => [name, broken]));
      expect(why(sender, sent), broken).toMatch(/^hook\.(no|wrong)-signature$/);
    }
  });

  it("is refused by a hook without a secret", async () => {
    const { scheme, options, sign, secret } = sender;
    const request = { headers: await sign(BODY, secret, NOW), bytes: Buffer.from(BODY) };
    expect(whyUnproven({ scheme, schemeOptions: options ?? null }, null, request, NOW)?.code).toBe(
      "hook.no-secret",
    );
  });
});

describe.each([standard, stripes])("the time in a signature of $scheme", (sender) => {
  it("may be five minutes off, and no more", async () => {
    const headers = await sender.sign(BODY, sender.secret, NOW);
    for (const offMs of [-SIGNATURE_TOLERANCE_MS, SIGNATURE_TOLERANCE_MS])
      expect(why(sender, headers, BODY, NOW + offMs)).toBeNull();
    for (const offMs of [-SIGNATURE_TOLERANCE_MS - 1, SIGNATURE_TOLERANCE_MS + 1])
      expect(why(sender, headers, BODY, NOW + offMs)).toBe("hook.old-signature");
  });

  it("cannot be changed", async () => {
    const headers = await sender.sign(BODY, sender.secret, NOW - 3_600_000);
    const old = String(SECONDS - 3600);
    const renewed = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace(old, String(SECONDS))]),
    );
    expect(renewed).not.toEqual(headers);
    expect(why(sender, renewed)).toBe("hook.wrong-signature");
  });
});

it("takes one good signature among several, as while a sender changes its secret", async () => {
  const other = await standard.sign(BODY, "whsec_b3RoZXIgc2VjcmV0", NOW);
  const good = await standard.sign(BODY, WHSEC, NOW);
  const both = `${other["webhook-signature"]} v1a,ed25519 ${good["webhook-signature"]}`;
  expect(why(standard, { ...good, "webhook-signature": both })).toBeNull();

  const time = `t=${SECONDS}`;
  const [old, fresh] = ["old", stripes.secret].map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${SECONDS}.${BODY}`).digest("hex")}`,
  );
  expect(why(stripes, { "stripe-signature": `${time},${old},${fresh},v0=abc` })).toBeNull();
  expect(why(stripes, { "stripe-signature": `${time},${old}` })).toBe("hook.wrong-signature");
});

it("knows Standard Webhooks under the name of Svix, and covers the id with the signature", async () => {
  const headers = await standard.sign(BODY, WHSEC, NOW);
  const svix = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace("webhook", "svix"), value]),
  );
  expect(why(standard, svix)).toBeNull();
  expect(why(standard, { ...svix, "svix-id": "msg_2" })).toBe("hook.wrong-signature");
  expect(why(standard, { ...headers, "webhook-id": "msg_2" })).toBe("hook.wrong-signature");
});

it("agrees with GitHub's documented example", () => {
  const signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const github = { ...gitHubs, secret: "It's a Secret to Everybody" };
  expect(why(github, { "x-hub-signature-256": `sha256=${signature}` }, "Hello, World!")).toBeNull();
});

describe("a name and a password", () => {
  const basic: Case = {
    scheme: "basic",
    secret: "pa:ss wörd",
    options: { username: "shop" },
    sign: () => ({}),
  };
  const header = (credentials: string) => ({
    authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
  });

  it("prove a request, and nothing else does", () => {
    expect(why(basic, header("shop:pa:ss wörd"))).toBeNull();
    for (const wrong of ["shop:pa:ss wör", "Shop:pa:ss wörd", "shop:", ":", "shop"])
      expect(why(basic, header(wrong)), wrong).toBe("hook.wrong-credentials");
    expect(why(basic, {})).toBe("hook.no-credentials");
    expect(why(basic, { authorization: "Bearer pa:ss" })).toBe("hook.no-credentials");
    expect(why(basic, { authorization: "Basic" })).toBe("hook.no-credentials");
    expect(why(basic, { authorization: "Basic %%%" })).toBe("hook.wrong-credentials");
  });
});

it("takes a token, however its kind is written", () => {
  const bearer: Case = { scheme: "bearer", secret: "abc.def", sign: () => ({}) };
  expect(why(bearer, { authorization: "bearer  abc.def" })).toBeNull();
  expect(why(bearer, { authorization: "Bearer abc.de" })).toBe("hook.wrong-credentials");
  expect(why(bearer, { authorization: "abc.def" })).toBe("hook.no-credentials");
});

it("asks nothing of anybody when the hook asks for nothing", () => {
  expect(why({ scheme: "none", secret: "", sign: () => ({}) }, {})).toBeNull();
});
