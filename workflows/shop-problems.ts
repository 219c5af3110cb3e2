import { findNode } from "./catalogue.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { KEPT_HERE, type KeptChannel } from "./kept-here.ts";
import { channelOfAction } from "./one-off.ts";
import { phrase } from "./phrase.ts";
import type { Topic } from "./topics.ts";
import { marketingTopic } from "./topics-in-use.ts";
import type { Problem } from "./validate.ts";

export const NO_POSTAL_ADDRESS = "shop.no-postal-address";
export const KEPT = "shop.kept-here";

/** What keeps a graph from going out as it should in this shop, beside what is wrong with the graph itself. */
export function shopProblems(
  graph: Graph,
  shop: {
    topics: readonly Topic[];
    postalAddress: string;
    /** The channels for which there is no service: what goes out by them is kept here. */
    kept: readonly KeptChannel[];
  },
): Problem[] {
  const marketing = graph.nodes.flatMap((node) => marketingOf(node) ?? []);
  return [
    ...marketing.flatMap(({ node, topic }) => topicProblem(node, topic, shop.topics)),
    ...addressProblem(
      marketing.map(({ node }) => node),
      shop.postalAddress,
    ),
    ...shop.kept.flatMap((channel) => keptProblem(graph, channel)),
  ];
}

/** The topic of a step that sends marketing; null for any other step. */
function marketingOf(node: GraphNode): { node: GraphNode; topic: string } | null {
  const config = findNode(node.type)?.config.safeParse(node.config);
  if (!config?.success) return null;
  const topic = marketingTopic(config.data);
  return topic === null ? null : { node, topic };
}

function topicProblem(node: GraphNode, key: string, topics: readonly Topic[]): Problem[] {
  const topic = topics.find((one) => one.key === key);
  if (topic && !topic.archived) return [];
  const message = topic
    ? phrase("The topic “{topic}” is archived: choose another one, or bring it back in the settings", {
        topic: topic.name,
      })
    : phrase("There is no topic “{topic}” in the settings: choose another one", { topic: key });
  return [
    {
      severity: "error",
      code: topic ? "topic.archived" : "topic.unknown",
      message,
      nodeId: node.id,
      field: "topic",
    },
  ];
}

/** CAN-SPAM, the EU's e-commerce directive and many others ask for it in every marketing email. */
function addressProblem(marketing: readonly GraphNode[], postalAddress: string): Problem[] {
  if (postalAddress.trim() !== "" || !marketing.some(({ type }) => type === "send-email")) return [];
  return [
    {
      severity: "warning",
      code: NO_POSTAL_ADDRESS,
      message: phrase(
        "Your shop has no postal address yet. In many countries the law asks for one under every marketing email.",
      ),
    },
  ];
}

/** Said once for each channel, at the first step that sends by it. */
function keptProblem({ nodes }: Graph, channel: KeptChannel): Problem[] {
  const node = nodes.find(({ type }) => channelOfAction(type) === channel);
  if (!node) return [];
  return [{ severity: "warning", code: KEPT, message: KEPT_HERE[channel], nodeId: node.id }];
}
