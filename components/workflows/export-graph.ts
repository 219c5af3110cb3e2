import type { Graph } from "#workflows/graph.ts";

/** Hands a workflow to the browser as a file that can be imported again. */
export function downloadWorkflow(name: string, graph: Graph) {
  const text = JSON.stringify({ name, graph }, null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
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
