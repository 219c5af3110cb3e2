import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>["imports"];

export type ImportRow = Outputs["list"]["imports"][number];
export type Import = Outputs["get"];
export type ImportKind = Import["kind"];
export type PreviewRow = Outputs["preview"]["rows"][number];
/** What the columns mean and what is to be done with the rows, as it is sent. */
export type PlanInput = inferRouterInputs<ApiRouter>["imports"]["check"]["plan"];
