import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>;

export type WorkflowSummary = Outputs["workflows"]["list"]["workflows"][number];
export type WorkflowView = Outputs["workflows"]["get"];
export type Reach = Outputs["workflows"]["reach"];
export type VersionSummary = Outputs["versions"]["list"]["versions"][number];
export type NodeCounts = Outputs["live"]["counts"]["nodes"][number];
export type PersonBehind = Outputs["live"]["people"]["people"][number];
export type Simulation = Outputs["workflows"]["simulate"];
export type SimulatedStep = Simulation["steps"][number];
export type SimulatedMessage = NonNullable<SimulatedStep["message"]>;
export type PreviewedMessage = Outputs["workflows"]["previewStep"];
export type Admission = Outputs["workflows"]["admissions"]["admissions"][number];
export type StepFigures = Outputs["results"]["steps"]["steps"][number];
export type OrderResults = Outputs["results"]["orders"];
export type ProfileSummary = Outputs["profiles"]["list"]["profiles"][number];
export type Recipe = Outputs["recipes"]["list"]["recipes"][number];
export type RecipeDetail = Outputs["recipes"]["get"];
