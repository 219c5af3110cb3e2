import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>["secrets"];

export type Secret = Outputs["list"]["secrets"][number];
