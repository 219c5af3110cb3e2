import type { WorkflowSummary } from "./outputs.ts";

export const STATUS_FILTERS = ["live", "paused", "draft", "archived"] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

/** Which workflows the list shows, as it stands in its address. */
export interface WorkflowFilter {
  /** Null: all but the archived ones. */
  status: StatusFilter | null;
  tag: string | null;
  q: string;
}

export function readFilter(search: Pick<URLSearchParams, "get">): WorkflowFilter {
  const status = STATUS_FILTERS.find((known) => known === search.get("status"));
  return { status: status ?? null, tag: search.get("tag") || null, q: search.get("q") ?? "" };
}

/** "?status=live&q=cart"; empty while nothing is filtered. */
export function writeFilter({ status, tag, q }: WorkflowFilter): string {
  const search = new URLSearchParams();
  if (status) search.set("status", status);
  if (tag) search.set("tag", tag);
  if (q) search.set("q", q);
  return search.size > 0 ? `?${search}` : "";
}

type Filtered = Pick<WorkflowSummary, "name" | "status" | "tags" | "isArchived">;

/** The workflows that a filter leaves, in their order. A search looks in names and tags. */
export function filterWorkflows<W extends Filtered>(workflows: W[], { status, tag, q }: WorkflowFilter): W[] {
  const wanted = q.trim().toLowerCase();
  return workflows.filter(
    (workflow) =>
      workflow.isArchived === (status === "archived") &&
      (status === null || status === "archived" || workflow.status === status) &&
      (tag === null || workflow.tags.includes(tag)) &&
      (wanted === "" ||
        [workflow.name, ...workflow.tags].some((text) => text.toLowerCase().includes(wanted))),
  );
}

/** Every tag once, in the order of the alphabet. */
export function tagsOf(workflows: Pick<Filtered, "tags">[]): string[] {
  return [...new Set(workflows.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}
