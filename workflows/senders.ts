import { sendEmail } from "./actions/send-email.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { phrase } from "./phrase.ts";
import type { Problem } from "./validate.ts";

/** The ids of the senders that the emails of a graph come from, each once; not of those that take the usual one. */
export function sendersUsedBy(graph: Graph): string[] {
  return [...new Set(graph.nodes.flatMap((node) => chosenIn(node) ?? []))];
}

/** What to look at before publishing: emails whose sender was removed, which come from the usual one instead. */
export function senderProblems(graph: Graph, known: ReadonlySet<string>): Problem[] {
  return graph.nodes.flatMap((node) => {
    const chosen = chosenIn(node);
    if (chosen === null || known.has(chosen)) return [];
    const message = phrase("The sender of this email was removed: it will come from the usual one");
    return { severity: "warning", code: "email.sender-gone", message, nodeId: node.id, field: "from" };
  });
}

function chosenIn({ type, config }: GraphNode): string | null {
  if (type !== sendEmail.type || typeof config !== "object" || config === null) return null;
  const { from } = config as { from?: unknown };
  return typeof from === "string" && from !== "" ? from : null;
}
