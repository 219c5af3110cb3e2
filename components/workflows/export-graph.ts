import type { Graph } from "#workflows/graph.ts";
import { EXPORT_FORMAT, EXPORT_VERSION } from "./import-file.ts";

/** Hands a workflow to the browser as a file that can be imported again. */
export function downloadWorkflow({ name, tags, graph }: { name: string; tags: string[]; graph: Graph }) {
  const file = { format: EXPORT_FORMAT, version: EXPORT_VERSION, name, tags, graph };
  const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(name)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "workflow"
  );
}
