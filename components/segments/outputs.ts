import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>["segments"];

export type SegmentRow = Outputs["list"]["segments"][number];
export type Segment = Outputs["get"];
export type SegmentUser = Segment["usedBy"][number];
export type SegmentChange = Outputs["changes"]["changes"][number];
export type RulePreview = Outputs["preview"];
