import { callWebhook, maskHeaders } from "./actions/call-webhook.ts";
import { notifyTeam } from "./actions/notify-team.ts";
import type { Graph } from "./graph.ts";

/** A graph as those may see it who may not change it: a header, or a chat's address, is a password of the receiver. */
export function withoutSecrets(graph: Graph): Graph {
  const nodes = graph.nodes.map((node) => {
    if (node.type === notifyTeam.type) return { ...node, config: { ...node.config, url: "" } };
    if (node.type !== callWebhook.type) return node;
    const headers = callWebhook.config.shape.headers.safeParse(node.config.headers);
    return { ...node, config: { ...node.config, headers: headers.success ? maskHeaders(headers.data) : {} } };
  });
  return { ...graph, nodes };
}
