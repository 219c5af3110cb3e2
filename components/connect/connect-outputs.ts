import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>["connect"];

export type ListedSource = Outputs["list"]["sources"][number];
export type SourceId = ListedSource["id"];
export type ConnectState = ListedSource["state"];
export type Started = Outputs["start"];
export type Source = Outputs["get"];
export type SourceHook = Source["hooks"][number];
export type SourceKey = Source["keys"][number];
export type KeyKind = SourceKey["kind"];
