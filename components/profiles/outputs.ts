import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>;

export type ListedProfile = Outputs["profileLists"]["page"]["profiles"][number];
export type ListCursor = Outputs["profileLists"]["page"]["nextCursor"];
/** Whom a list shows, in which order, with which columns. */
export type ListFilter = Omit<inferRouterInputs<ApiRouter>["profileLists"]["page"], "cursor" | "limit">;
export type SavedView = Outputs["profileViews"]["list"]["views"][number];
export type Note = Outputs["profileNotes"]["list"]["notes"][number];
export type MergePreview = Outputs["samePerson"]["previewMerge"];
export type LikelyProfile = Outputs["samePerson"]["likely"]["profiles"][number];
