import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>["hooks"];
type Inputs = inferRouterInputs<ApiRouter>["hooks"];

export type HookRow = Outputs["list"]["hooks"][number];
/** One hook with how many receipts it has of each verdict. */
export type Hook = Outputs["get"];
export type PersonKind = HookRow["personKind"];
export type Scheme = HookRow["scheme"];
export type SchemeInput = Omit<Inputs["setScheme"], "id">;
export type SchemeOptions = NonNullable<SchemeInput["options"]>;
export type Mapping = Omit<Inputs["setMapping"], "id">;
export type SampleField = Outputs["fieldsOf"]["fields"][number];
export type MappingPreview = Outputs["preview"];
export type ReceiptRow = Outputs["receipts"]["receipts"][number];
export type Receipt = Outputs["receipt"];
export type Verdict = ReceiptRow["verdict"];
export type Replayed = Outputs["replay"];
