import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

export type ScopeWords = inferRouterOutputs<ApiRouter>["apiKeys"]["list"]["scopes"];
export type Scope = keyof ScopeWords;
export type ApiKeyKind = NonNullable<inferRouterInputs<ApiRouter>["apiKeys"]["create"]["kind"]>;

export const KIND_WORDS: Record<ApiKeyKind, string> = { secret: "Secret key", write: "Write key" };

/** What a key may do, as the end of a sentence about it. */
export function wordPermissions(
  key: { kind: ApiKeyKind; scopes: readonly string[] | null },
  words: ScopeWords,
): string {
  if (key.kind === "write") return "May only send events and customers, from web pages too";
  if (key.scopes === null) return "May do everything";
  const known = Object.entries(words).filter(([scope]) => key.scopes?.includes(scope));
  return `May: ${known.map(([, label]) => label.charAt(0).toLowerCase() + label.slice(1)).join(", ")}`;
}
