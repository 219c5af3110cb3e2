import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>["oneOffs"];

export type OneOffRow = Outputs["list"]["oneOffs"][number];
export type OneOff = Outputs["get"];
export type OneOffResults = NonNullable<OneOff["results"]>;
export type OneOffCount = Outputs["count"];
export type OneOffProblem = Outputs["problems"]["problems"][number];
export type ListedPeople = Outputs["setPeople"];
