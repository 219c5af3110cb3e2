import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { useFormatter } from "next-intl";
import type { ApiRouter } from "#components/api.ts";
import { PLAIN_LIST, type SettingsWords } from "./settings-words.ts";

export type ScopeWords = inferRouterOutputs<ApiRouter>["apiKeys"]["list"]["scopes"];
export type Scope = keyof ScopeWords;
export type ApiKeyKind = NonNullable<inferRouterInputs<ApiRouter>["apiKeys"]["create"]["kind"]>;

/** What a key may do, in words and in the order of `scopes`. */
export function wordPermissions(
  key: { kind: ApiKeyKind; scopes: readonly string[] | null },
  scopes: ScopeWords,
  t: SettingsWords,
  format: ReturnType<typeof useFormatter>,
): string {
  if (key.kind === "write") return t("apiKeys.mayOnlySend");
  if (key.scopes === null) return t("apiKeys.mayEverything");
  const known = (Object.keys(scopes) as Scope[]).filter((scope) => key.scopes?.includes(scope));
  const words = known.map((scope) => t(`apiKeys.mayScope.${scope}`));
  return t("apiKeys.may", { list: format.list(words, PLAIN_LIST) });
}
