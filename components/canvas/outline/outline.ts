import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphEdge, GraphNode } from "#workflows/graph.ts";
import type { Port } from "#workflows/node.ts";
import { verbatim } from "#workflows/phrase.ts";
import { portsForCanvas } from "../ports.ts";
import { linePort } from "./line-port.ts";

/** The graph as it is read: from each trigger downwards, and then what nothing leads to. */
export interface Outline {
  starts: OutlineLine[];
  stray: OutlineLine[];
  /** The number of each step, counted from 1 in the order of reading, by the id of its node. */
  numbers: ReadonlyMap<string, number>;
}

/** Steps that follow one another. */
export interface OutlineLine {
  steps: OutlineStep[];
  end: LineEnd;
}

export interface OutlineStep {
  node: GraphNode;
  number: number;
  /** The connection that puts it here; null at a start, and where the paths of the step before come together. */
  via: GraphEdge | null;
  /** The way out through which the next step of the same line follows; null where every way is a path of its own. */
  onward: Port | null;
  /** The other ways out. */
  paths: OutlinePath[];
}

export interface OutlinePath {
  from: string;
  port: Port;
  line: OutlineLine;
}

export type LineEnd =
  /** Nothing is connected here yet. */
  | { kind: "open"; from: string; port: string }
  /** It goes on with a step that stands elsewhere in the outline. */
  | { kind: "continues"; edge: GraphEdge }
  /** A connection that the canvas cannot draw, as an imported file may have. */
  | { kind: "broken"; edge: GraphEdge }
  /** The last step has no way out. */
  | { kind: "over" }
  /** The last step has only paths of its own. */
  | { kind: "divided" };

/**
 * The graph as an outline. Every step stands in it once, and every connection once: as the `via` of a step, or as the
 * end of a line. Where the paths of a step meet again, what follows stands behind all of them.
 */
export function outlineOf(graph: Graph): Outline {
  const ways = waysOut(graph);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const placed = new Set<string>();
  /** What an outer line keeps for itself: paths inside it only point there. */
  const reserved = new Set<string>();
  const numbers = new Map<string, number>();
  const isFree = (id: string) => byId.has(id) && !placed.has(id) && !reserved.has(id);

  function lineFrom(first: GraphNode, firstVia: GraphEdge | null): OutlineLine {
    const steps: OutlineStep[] = [];
    let node = first;
    let via = firstVia;
    for (;;) {
      placed.add(node.id);
      numbers.set(node.id, placed.size);
      const { onward, others } = waysOf(node.id);
      const step: OutlineStep = { node, number: placed.size, via, onward: onward?.port ?? null, paths: [] };
      steps.push(step);

      const next = onward ? goesTo(onward) : meetingPoint(others);
      const follower = next !== undefined && isFree(next) ? byId.get(next) : undefined;
      const kept = follower && others.some(goesTo) ? reach(follower.id) : [];
      for (const id of kept) reserved.add(id);
      step.paths = others.map((way) => ({ from: node.id, port: way.port, line: lineOfWay(node.id, way) }));
      for (const id of kept) reserved.delete(id);

      if (!follower) return { steps, end: onward ? endOf(node.id, onward) : endOfPaths(others) };
      node = follower;
      via = onward?.edge ?? null;
    }
  }

  function waysOf(id: string) {
    const all = ways.get(id) ?? [];
    const line = linePort(all.map(({ port }) => port));
    const onward = all.find(({ port }) => port === line);
    return { onward, others: all.filter((way) => way !== onward) };
  }

  function lineOfWay(from: string, way: Way): OutlineLine {
    const to = goesTo(way);
    const target = to !== undefined && isFree(to) ? byId.get(to) : undefined;
    return target ? lineFrom(target, way.edge ?? null) : { steps: [], end: endOf(from, way) };
  }

  /** The first step, as the paths are walked side by side, that more than one of them comes to. */
  function meetingPoint(paths: Way[]): string | undefined {
    const heads = paths.flatMap((way) => goesTo(way) ?? []).filter(isFree);
    if (heads.length < 2) return undefined;
    const counts = new Map<string, number>();
    for (const head of heads) for (const id of reach(head)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return reach(...heads).find((id) => (counts.get(id) ?? 0) > 1);
  }

  /** Everything free that can be reached, nearest first. */
  function reach(...from: string[]): string[] {
    const reached = new Set(from);
    for (const id of reached) {
      for (const way of ways.get(id) ?? []) {
        const to = goesTo(way);
        if (to !== undefined && isFree(to)) reached.add(to);
      }
    }
    return [...reached];
  }

  const start = (node: GraphNode) => (isFree(node.id) ? [lineFrom(node, null)] : []);
  const led = new Set([...ways.values()].flat().map(goesTo));
  const unled = graph.nodes.filter((node) => !led.has(node.id));
  return {
    starts: graph.nodes.filter((node) => findNode(node.type)?.kind === "trigger").flatMap(start),
    // Circles that nothing leads into come last: any of their steps is as good a beginning as another.
    stray: [...unled, ...graph.nodes].flatMap(start),
    numbers,
  };
}

/** The steps that follow each other directly, each lower one by its upper one. */
export function pairsOf({ starts, stray }: Outline): { upper: string; lower: string }[] {
  const linesOf = (line: OutlineLine): OutlineLine[] => [
    line,
    ...line.steps.flatMap(({ paths }) => paths.flatMap((path) => linesOf(path.line))),
  ];
  return [...starts, ...stray].flatMap(linesOf).flatMap(({ steps }) =>
    steps.slice(1).flatMap((step, index) => {
      const upper = steps[index];
      return upper && step.via ? [{ upper: upper.node.id, lower: step.node.id }] : [];
    }),
  );
}

/** A way out with where it leads. A port with several connections, as a file may have, has one way for each. */
type Way = { port: Port; edge?: GraphEdge; broken: boolean };

function goesTo({ edge, broken }: Way): string | undefined {
  return broken ? undefined : edge?.to;
}

function waysOut(graph: Graph): Map<string, Way[]> {
  const edges = groupEdges(graph.edges, (edge) => edge.from);
  const enterable = new Set(
    graph.nodes.filter(({ type }) => findNode(type)?.kind !== "trigger").map(({ id }) => id),
  );
  return new Map(
    graph.nodes.map((node) => {
      const ports = portsForCanvas(node);
      const own = groupEdges(edges.get(node.id) ?? [], (edge) => edge.port);
      const known = new Set(ports.map(({ id }) => id));
      const foreign = [...own.keys()]
        .filter((id) => !known.has(id))
        .map((id) => ({ id, label: verbatim(id) }));
      // The rules of `isConnectable`, which reads the ports anew for every connection.
      const isBroken = ({ port, to }: GraphEdge) => !known.has(port) || to === node.id || !enterable.has(to);
      const ways = [...ports, ...foreign].flatMap((port) => waysThrough(port, own.get(port.id), isBroken));
      return [node.id, ways] as const;
    }),
  );
}

function waysThrough(port: Port, edges: GraphEdge[] = [], isBroken: (edge: GraphEdge) => boolean): Way[] {
  if (edges.length === 0) return [{ port, broken: false }];
  const ways = edges.map((edge) => ({ port, edge, broken: isBroken(edge) }));
  return ways.toSorted((a, b) => Number(a.broken) - Number(b.broken));
}

function endOf(from: string, { port, edge, broken }: Way): LineEnd {
  if (!edge) return { kind: "open", from, port: port.id };
  return { kind: broken ? "broken" : "continues", edge };
}

function endOfPaths(paths: Way[]): LineEnd {
  return paths.length === 0 ? { kind: "over" } : { kind: "divided" };
}

/** As `Map.groupBy`, which not every phone has. */
function groupEdges(
  edges: readonly GraphEdge[],
  keyOf: (edge: GraphEdge) => string,
): Map<string, GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const key = keyOf(edge);
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return groups;
}
