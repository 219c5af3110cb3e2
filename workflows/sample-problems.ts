import { callWebhook } from "./actions/call-webhook.ts";
import { addressesIn, notifyTeam } from "./actions/notify-team.ts";
import { findNode } from "./catalogue.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { isUsed } from "./message-texts.ts";
import { phrase } from "./phrase.ts";
import type { Problem } from "./validate.ts";

/** What a message says, by the names that these fields have in every channel. */
const TEXT_FIELDS = ["subject", "title", "body", "message"];
/** Set aside for examples by RFC 2606: nobody of the shop reads there. */
const EXAMPLE_HOST = /(^|[.@/])example\.(com|net|org)(:\d+)?$/i;

/**
 * What a step still has from the example that it began with. A text is only warned of, since somebody may mean it so;
 * an address at which nobody is keeps the graph from being published.
 */
export function sampleProblems(graph: Graph): Problem[] {
  return graph.nodes.flatMap((node) => [...textProblem(node), ...addressProblem(node)]);
}

/** Said once for each step, and at no field: a form shows what stands at a field as a fault. */
function textProblem(node: GraphNode): Problem[] {
  const definition = findNode(node.type);
  const config = definition?.config.safeParse(node.config);
  if (definition?.kind !== "action" || !config?.success) return [];
  const [values, sample] = [config.data, definition.sample] as Record<string, unknown>[];
  const isLeft = TEXT_FIELDS.some(
    (key) =>
      typeof sample?.[key] === "string" &&
      values?.[key] === sample[key] &&
      isUsed(definition.config, key, values),
  );
  if (!isLeft) return [];
  const message = phrase("This is still the example text");
  return [{ severity: "warning", code: "sample.text", message, nodeId: node.id }];
}

function addressProblem(node: GraphNode): Problem[] {
  const { via = "email", to, url } = node.config;
  const isTeam = node.type === notifyTeam.type;
  const field = isTeam && via === "email" ? "to" : "url";
  if (!isTeam && node.type !== callWebhook.type) return [];
  const addresses = field === "to" ? addressesIn(String(to ?? "")) : [withoutPath(String(url ?? ""))];
  if (!addresses.some((address) => EXAMPLE_HOST.test(address))) return [];
  const message = phrase("This address is only an example: put your own in its place");
  return [{ severity: "error", code: "sample.address", message, nodeId: node.id, field }];
}

/** What may be filled in behind the host is no part of what is looked at. */
function withoutPath(url: string): string {
  return url.trim().split(/(?<=[^:/])[/?#]/, 1)[0] ?? "";
}
