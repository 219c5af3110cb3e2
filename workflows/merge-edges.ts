import { edgeId, type Graph, type GraphEdge, type GraphNode } from "./graph.ts";
import { type Side, type Three, unite } from "./merge-values.ts";
import { portsOf } from "./ports-of.ts";
import { sameValue } from "./same-value.ts";

/** Where a way out of a step leads, as each of the two has it; null: nowhere. */
export interface ConnectionClash {
  kind: "connection";
  nodeId: string;
  port: string;
  mine: string | null;
  theirs: string | null;
}

/** The connections between the united steps, one for each way out. */
export function mergeEdges(
  wins: Side,
  graphs: Three<Graph>,
  nodes: GraphNode[],
): { edges: GraphEdge[]; clashes: ConnectionClash[] } {
  const by = {
    base: edgesByPort(graphs.base),
    mine: edgesByPort(graphs.mine),
    theirs: edgesByPort(graphs.theirs),
  };
  const drawn = { mine: nodesById(graphs.mine.nodes), theirs: nodesById(graphs.theirs.nodes) };
  const there = nodesById(nodes);
  const edges: GraphEdge[] = [];
  const clashes: ConnectionClash[] = [];
  for (const key of new Set([...by.mine.keys(), ...by.theirs.keys()])) {
    const { from, port } = by.mine.get(key) ?? by.theirs.get(key)!;
    const start = there.get(from);
    if (!start) continue;
    const before = by.base.get(key);
    const wanted = { base: before?.to, mine: wish(key, "mine"), theirs: wish(key, "theirs") };
    const united = unite(wanted);
    const to = united ? united.value : wanted[wins];
    const closed = isClosed(key, start, port);
    // A way out that one of them took away, while the other led somewhere from it.
    const lost = closed && to !== undefined && to !== before?.to;
    if (!united || lost) {
      const ends = { mine: by.mine.get(key)?.to ?? null, theirs: by.theirs.get(key)?.to ?? null };
      clashes.push({ kind: "connection", nodeId: from, port, ...ends });
    }
    if (to === undefined || closed || !there.has(to)) continue;
    const known = [by.mine.get(key), by.theirs.get(key)].find((edge) => edge?.to === to);
    edges.push({ id: known?.id ?? edgeId(from, port), from, port, to });
  }
  return { edges, clashes };

  /** Where a side has it lead. A connection that went with a step which that side took away is no wish of its own. */
  function wish(key: string, side: Side): string | undefined {
    const led = by[side].get(key)?.to;
    const before = by.base.get(key);
    if (led !== undefined || !before) return led;
    return drawn[side].has(before.from) && drawn[side].has(before.to) ? undefined : before.to;
  }

  /** The united step does not have this way out, which it has as one of them drew it. */
  function isClosed(key: string, start: GraphNode, port: string): boolean {
    const drawings = (["mine", "theirs"] as const).flatMap((side) =>
      by[side].has(key) ? (drawn[side].get(start.id) ?? []) : [],
    );
    // Whoever leads from it had the step as it is now. Reading the ways out of every step would take most of the time.
    if (drawings.some(({ config }) => sameValue(config, start.config))) return false;
    const ports = portsOf(start);
    if (!ports || ports.includes(port)) return false;
    return drawings.some((node) => portsOf(node)?.includes(port));
  }
}

export function portKey({ from, port }: Pick<GraphEdge, "from" | "port">): string {
  return `${from}:${port}`;
}

export function edgesByPort({ edges }: Graph): Map<string, GraphEdge> {
  return new Map(edges.map((edge) => [portKey(edge), edge]));
}

function nodesById(nodes: GraphNode[]): Map<string, GraphNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}
