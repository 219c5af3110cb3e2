import type { inferRouterInputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";
import type { NodeCounts } from "#components/workflows/outputs.ts";

/** Whom a number is made of. */
export type Behind = inferRouterInputs<ApiRouter>["live"]["people"]["behind"];
/** Whom a number of one step is made of. */
export interface BehindOf {
  nodeId: string;
  behind: Behind;
}

/** What numbers are called in the texts. */
export type BehindName =
  | "waiting"
  | "entered"
  | "sent"
  | "failed"
  | "skipped"
  | "unknown"
  | "converted"
  | "left"
  | "otherwise";

export function nameOf(behind: Behind): BehindName {
  if (behind.kind === "messages") return behind.status;
  if (behind.kind === "left") return behind.port === null ? "otherwise" : "left";
  return behind.kind;
}

export function peopleOf(count: NodeCounts, behind: Behind): number {
  switch (behind.kind) {
    case "messages":
      return count.messages[behind.status];
    case "left":
      return behind.port === null ? count.leftOtherwise : (count.left[behind.port] ?? 0);
    default:
      return count[behind.kind];
  }
}

const all: Behind[] = [
  { kind: "waiting" },
  { kind: "entered" },
  { kind: "messages", status: "sent" },
  { kind: "messages", status: "failed" },
  { kind: "messages", status: "skipped" },
  { kind: "messages", status: "unknown" },
  { kind: "converted" },
  { kind: "left", port: null },
];

/** The numbers of a step that are not zero, in the order in which they are read. */
export function numbersOf(count: NodeCounts): Behind[] {
  return all.filter((behind) => peopleOf(count, behind) > 0);
}
