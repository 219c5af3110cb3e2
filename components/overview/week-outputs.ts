import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

export type Week = inferRouterOutputs<ApiRouter>["overview"]["week"];
export type WeekFigure = inferRouterInputs<ApiRouter>["overview"]["weekPeople"]["figure"];
