import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

export type WorkflowResults = inferRouterOutputs<ApiRouter>["results"]["workflow"];
export type HoldoutResult = WorkflowResults["holdouts"][number];
