import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>;
type Inputs = inferRouterInputs<ApiRouter>;

export type RunRow = Outputs["runs"]["list"]["runs"][number];
export type RunDetails = Outputs["runs"]["get"];
export type RunMessage = RunDetails["messages"][number];
export type Bulk = Outputs["runs"]["bulks"][number];
export type RunFilter = Inputs["runs"]["list"]["filter"];
export type BulkChoice = Inputs["runs"]["startBulk"]["choice"];
export type WhyLine = Outputs["why"]["explain"][number];
export type WhyInput = Inputs["why"]["explain"];
