import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Inputs = inferRouterInputs<ApiRouter>["retention"];
type Outputs = inferRouterOutputs<ApiRouter>["retention"];

/** What a metric is asked with, and what it answers, by its name. */
export type Metric = Inputs["people"]["behind"]["metric"];
export type Input<M extends Metric> = Inputs[M];
export type Answer<M extends Metric> = Outputs[M];

/** The group of people behind one number. */
export type Behind = Inputs["people"]["behind"];
export type PersonBehind = Outputs["people"]["people"][number];

export type Period = Input<"revenue">["period"];
export type Span = Input<"revenue">["span"];
