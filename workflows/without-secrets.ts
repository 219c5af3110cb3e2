import { callWebhook, maskHeaders } from "./actions/call-webhook.ts";
import { notifyTeam } from "./actions/notify-team.ts";
import type { Graph } from "./graph.ts";

/** A header that only names a secret of the settings, which gives nothing away. */
const NAMED = /^((Basic|Bearer|Token) )?\{\{ *secrets\.\w+ *\}\}$/;

/** A graph as those may see it who may not change it: a header, or a chat's address, is a password of the receiver. */
export function withoutSecrets(graph: Graph): Graph {
  const nodes = graph.nodes.map((node) => {
    if (node.type === notifyTeam.type) return { ...node, config: { ...node.config, url: "" } };
    if (node.type !== callWebhook.type) return node;
    const headers = headersOf(node.config);
    return {
      ...node,
      config: { ...node.config, headers: { ...headers, ...maskHeaders(secretsAmong(headers)) } },
    };
  });
  return { ...graph, nodes };
}

/** Whether there is anything that `withoutSecrets` leaves out. */
export function holdsSecrets({ nodes }: Pick<Graph, "nodes">): boolean {
  return nodes.some(({ type, config }) => {
    if (type === notifyTeam.type) return typeof config.url === "string" && config.url !== "";
    return type === callWebhook.type && Object.keys(secretsAmong(headersOf(config))).length > 0;
  });
}

/** What cannot be read is left out. */
function headersOf(config: Record<string, unknown>): Record<string, string> {
  const headers = callWebhook.config.shape.headers.safeParse(config.headers);
  return headers.success ? headers.data : {};
}

function secretsAmong(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => !NAMED.test(value)));
}
