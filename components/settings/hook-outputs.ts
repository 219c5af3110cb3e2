import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

export type Hook = inferRouterOutputs<ApiRouter>["hooks"]["list"]["hooks"][number];
export type PersonKind = Hook["personKind"];
