import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

export type ExportFile = inferRouterOutputs<ApiRouter>["exports"]["list"][number];

const ROWS = ["csv", "jsonl"] as const;

/** What each file can be had as. */
export const FILE_FORMATS: Record<ExportFile["file"], readonly ("csv" | "jsonl" | "json")[]> = {
  profiles: ROWS,
  events: ROWS,
  consents: ROWS,
  "consent-log": ROWS,
  messages: ROWS,
  runs: ROWS,
  carts: ROWS,
  history: ROWS,
  suppressions: ROWS,
  workflows: ["json"],
};
