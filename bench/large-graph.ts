import { findNode } from "#workflows/catalogue.ts";
import { edgeId, type Graph, type GraphNode } from "#workflows/graph.ts";

/** Branches, each with a path of this many steps behind it. */
const COLUMNS = 10;
const STEPS_IN_COLUMN = 28;
const COLUMN_PX = 320;
const ROW_PX = 180;

/** A workflow of 300 steps that can be published: a trigger, branches side by side, and a long path behind each. */
export function largeGraph(): Graph {
  const graph: Graph = { nodes: [node("start", "signup", 0, 0)], edges: [] };
  let open = { from: "start", port: "next" };
  for (let column = 0; column < COLUMNS; column++) {
    const fork = node(`fork-${column}`, "branch", column, column + 1);
    put(graph, fork, open);
    open = { from: fork.id, port: "yes" };
    for (let row = 0; row < STEPS_IN_COLUMN; row++) {
      const type = row === STEPS_IN_COLUMN - 1 ? "exit" : row % 2 === 0 ? "delay" : "send-email";
      const step = node(`step-${column}-${row}`, type, column, column + 2 + row);
      put(graph, step, open);
      open = { from: step.id, port: "next" };
    }
    open = { from: fork.id, port: "otherwise" };
  }
  for (let row = 0; row < 9; row++) {
    const step = node(`last-${row}`, row === 8 ? "exit" : "delay", COLUMNS, COLUMNS + 1 + row);
    put(graph, step, open);
    open = { from: step.id, port: "next" };
  }
  return graph;
}

function put(graph: Graph, step: GraphNode, { from, port }: { from: string; port: string }): void {
  graph.nodes.push(step);
  graph.edges.push({ id: edgeId(from, port), from, port, to: step.id });
}

function node(id: string, type: string, column: number, row: number): GraphNode {
  const definition = findNode(type);
  if (!definition) throw new Error(`unknown node type ${type}`);
  const config = definition.config.parse(definition.sample) as GraphNode["config"];
  return { id, type, config, position: { x: column * COLUMN_PX, y: row * ROW_PX } };
}
