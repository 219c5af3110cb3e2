import { findNode } from "./catalogue.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { liquidOutputs } from "./liquid-outputs.ts";
import { messageTexts } from "./message-texts.ts";
import { phrase } from "./phrase.ts";
import type { Problem } from "./validate.ts";
import { inItsLanguage } from "./variants.ts";

export const NO_WAY_OUT = "message.no-way-out";

/** The ways out of marketing. A message that a person needs has none, so these are empty in it. */
const WAYS_OUT = ["unsubscribe_url", "preferences_url"];

/** Transactional messages with a link to unsubscribe, which would lead nowhere. A link that asks first is well. */
export function linkProblems(graph: Graph): Problem[] {
  return graph.nodes.filter(isTransactional).flatMap((node) =>
    messageTexts(node).flatMap(({ path, text }) => {
      const dead = liquidOutputs(text).find(
        ({ path: [name = ""], filters, within }) =>
          WAYS_OUT.includes(name) &&
          !filters.some((filter) => filter.name === "default") &&
          !within.some((condition) => condition.includes(name)),
      );
      return dead ? [problem(node, path, dead.path[0]!)] : [];
    }),
  );
}

function isTransactional(node: GraphNode): boolean {
  const config = findNode(node.type)?.config.safeParse(node.config);
  return config?.success === true && (config.data as { transactional?: unknown }).transactional === true;
}

function problem(node: GraphNode, field: string, name: string): Problem {
  const message = phrase(
    "{{ {name} }} is empty here and the link leads nowhere: only marketing messages have it",
    { name },
  );
  return {
    severity: "warning",
    code: NO_WAY_OUT,
    message: inItsLanguage(field, message),
    nodeId: node.id,
    field,
  };
}
