import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>;

export type Lifecycle = Outputs["lifecycle"]["get"];
export type LifecyclePreview = Outputs["lifecycle"]["preview"];
export type Thresholds = Lifecycle["inUse"];
