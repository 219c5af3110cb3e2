import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>["outgoingHooks"];

export type OutgoingHook = Outputs["list"]["hooks"][number];
export type NoticeKind = Outputs["kinds"]["kinds"][number];
export type Notice = Outputs["notices"]["notices"][number];
