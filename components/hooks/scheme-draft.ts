import type { useTranslations } from "next-intl";
import type { HookRow, Scheme, SchemeInput, SchemeOptions } from "./outputs.ts";
import { SCHEMES } from "./schemes.ts";

type T = ReturnType<typeof useTranslations<"hooks">>;

/** What the form holds while somebody says how requests prove their sender. */
export interface SchemeDraft {
  scheme: Scheme;
  secret: "keep" | "given" | "generate";
  secretText: string;
  username: string;
  header: string;
  algorithm: NonNullable<SchemeOptions["algorithm"]>;
  encoding: NonNullable<SchemeOptions["encoding"]>;
  prefix: string;
}

export type SchemeProblems = Partial<Record<"secretText" | "username" | "header", string>>;

type Proof = Pick<HookRow, "scheme" | "schemeOptions" | "hasSecret">;

const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/i;

export function schemeDraftOf({ scheme, schemeOptions, hasSecret }: Proof): SchemeDraft {
  return {
    scheme,
    secret: hasSecret ? "keep" : "given",
    secretText: "",
    username: schemeOptions?.username ?? "",
    header: schemeOptions?.header ?? "x-signature",
    algorithm: schemeOptions?.algorithm ?? "sha256",
    encoding: schemeOptions?.encoding ?? "hex",
    prefix: schemeOptions?.prefix ?? "",
  };
}

/** Where the secret may come from; the one that is set fits no other scheme. */
export function secretSources(scheme: Scheme, proof: Proof): SchemeDraft["secret"][] {
  if (scheme === "none") return [];
  return [
    ...(proof.hasSecret && proof.scheme === scheme ? (["keep"] as const) : []),
    "given",
    ...(SCHEMES[scheme].madeBy === "either" ? (["generate"] as const) : []),
  ];
}

/** The draft with another scheme, and a source of the secret that goes with it. */
export function withScheme(draft: SchemeDraft, scheme: Scheme, proof: Proof): SchemeDraft {
  return { ...draft, scheme, secret: secretSources(scheme, proof)[0] ?? "given", secretText: "" };
}

/** What is missing; empty when the draft can be saved. */
export function schemeProblems(draft: SchemeDraft, t: T): SchemeProblems {
  const { scheme, secret, secretText, username, header } = draft;
  const { secretKind: kind } = SCHEMES[scheme];

  return {
    ...(scheme !== "none" &&
      secret === "given" &&
      secretText.trim() === "" && { secretText: t("secret.enter", { kind }) }),
    ...(scheme === "basic" && usernameProblem(username.trim(), t)),
    ...(scheme === "hmac" && !HEADER_NAME.test(header.trim()) && { header: t("scheme.noHeader") }),
  };
}

export function schemeInputOf(draft: SchemeDraft): SchemeInput {
  const { scheme, secret, secretText } = draft;
  return {
    scheme,
    options: optionsOf(draft),
    secret: secret === "given" ? { kind: secret, value: secretText.trim() } : { kind: secret },
  };
}

function optionsOf({ scheme, username, header, algorithm, encoding, prefix }: SchemeDraft): SchemeOptions {
  if (scheme === "basic") return { username: username.trim() };
  return scheme === "hmac" ? { header: header.trim(), algorithm, encoding, prefix } : {};
}

function usernameProblem(username: string, t: T): SchemeProblems {
  if (username === "") return { username: t("scheme.noUsername") };
  return username.includes(":") ? { username: t("scheme.colon") } : {};
}
