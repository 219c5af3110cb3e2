import type { Graph } from "#workflows/graph.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import { EXPORT_FORMAT, EXPORT_VERSION } from "./import-file.ts";

type ExportedWorkflow = { name: string; tags: string[]; graph: Graph };

/** Hands a workflow to the browser as a file that can be imported again. */
export function downloadWorkflow(workflow: ExportedWorkflow) {
  const { name } = workflow;
  const url = URL.createObjectURL(new Blob([workflowFileText(workflow)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(name)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

/** A file is kept and sent to others, which is why it holds no passwords of receivers. */
export function workflowFileText({ name, tags, graph }: ExportedWorkflow): string {
  const file = { format: EXPORT_FORMAT, version: EXPORT_VERSION, name, tags, graph: withoutSecrets(graph) };
  return JSON.stringify(file, null, 2);
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "workflow"
  );
}
