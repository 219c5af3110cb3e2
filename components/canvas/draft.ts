import { edgeId, type Graph, type GraphEdge, type GraphNode } from "#workflows/graph.ts";
import { connectionRefusal, edgeAt } from "./connections.ts";
import type { Position } from "./layout.ts";
import { makeRoom } from "./make-room.ts";
import { portsForCanvas } from "./ports.ts";

/** One thing a person does to the graph. */
export type Edit =
  /** With `after`, the new step is connected behind that port, and what was there follows through `onward`. */
  | { kind: "add"; node: GraphNode; after?: { from: string; port: string }; onward?: string }
  | { kind: "move"; positions: { id: string; position: Position }[]; nudge?: boolean }
  | { kind: "configure"; nodeId: string; config: GraphNode["config"]; field: string }
  /** The settings of the workflow as a whole. */
  | { kind: "set-up"; settings: NonNullable<Graph["settings"]>; field: string }
  | { kind: "connect"; from: string; port: string; to: string }
  /** Takes hold of an existing connection and leads it elsewhere. */
  | { kind: "reconnect"; edgeId: string; from: string; port: string; to: string }
  | { kind: "remove"; nodeIds: string[]; edgeIds: string[] }
  /** Another person's graph, or an arranged one, in place of this one. */
  | { kind: "replace"; graph: Graph };

export type DraftAction =
  | { kind: "edit"; edit: Edit }
  | { kind: "undo" }
  | { kind: "redo" }
  | { kind: "settle" };

/** The graph being drawn, with everything needed to go back and forth. */
export interface Draft {
  graph: Graph;
  past: Graph[];
  future: Graph[];
  /** What the newest entry was about; the next edit with the same topic joins it. Null after a gesture is over. */
  topic: string | null;
}

export function startDraft(graph: Graph): Draft {
  return { graph, past: [], future: [], topic: null };
}

/** The draft after an action. An edit that changes nothing, or that the rules refuse, makes no entry to undo. */
export function reduceDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.kind) {
    case "edit":
      return applyToDraft(draft, action.edit);
    case "undo": {
      const graph = draft.past.at(-1);
      if (!graph) return draft;
      return { graph, past: draft.past.slice(0, -1), future: [draft.graph, ...draft.future], topic: null };
    }
    case "redo": {
      const [graph, ...future] = draft.future;
      if (!graph) return draft;
      return { graph, past: [...draft.past, draft.graph], future, topic: null };
    }
    case "settle":
      return draft.topic === null ? draft : { ...draft, topic: null };
  }
}

function applyToDraft(draft: Draft, edit: Edit): Draft {
  const graph = applyEdit(draft.graph, edit);
  if (graph === draft.graph) return draft;
  const topic = topicOf(edit);
  const joins = topic !== null && topic === draft.topic;
  return { graph, past: joins ? draft.past : [...draft.past, draft.graph], future: [], topic };
}

/** Typing in one field, or nudging the same steps with the arrow keys, is one entry. */
function topicOf(edit: Edit): string | null {
  if (edit.kind === "configure") return `configure ${edit.nodeId} ${edit.field}`;
  if (edit.kind === "set-up") return `set up ${edit.field}`;
  if (edit.kind === "move" && edit.nudge) return `nudge ${edit.positions.map(({ id }) => id).join(" ")}`;
  return null;
}

/** The graph after one edit; the very same object when nothing changed. */
export function applyEdit(graph: Graph, edit: Edit): Graph {
  switch (edit.kind) {
    case "add":
      return addNode(graph, edit);
    case "move":
      return moveNodes(graph, edit.positions);
    case "configure":
      return configureNode(graph, edit.nodeId, edit.config);
    case "set-up":
      return graph.settings === edit.settings ? graph : { ...graph, settings: edit.settings };
    case "connect":
      return connect(graph, edit);
    case "reconnect": {
      const rest = { ...graph, edges: graph.edges.filter((edge) => edge.id !== edit.edgeId) };
      const connected = connect(rest, edit);
      return connected === rest ? graph : connected;
    }
    case "remove":
      return remove(graph, edit);
    case "replace":
      return edit.graph;
  }
}

function addNode(graph: Graph, { node, after, onward }: Extract<Edit, { kind: "add" }>): Graph {
  if (graph.nodes.some((other) => other.id === node.id)) return graph;
  const added = { ...graph, nodes: [...graph.nodes, node] };
  if (!after) return added;
  const followed = edgeAt(graph, after.from, after.port);
  const connected = connect(added, { ...after, to: node.id });
  if (connected === added || !followed || onward === undefined) return connected;
  const roomy = moveNodes(connected, makeRoom(graph, followed));
  return connect(roomy, { from: node.id, port: onward, to: followed.to });
}

function moveNodes(graph: Graph, positions: { id: string; position: Position }[]): Graph {
  const targets = new Map(positions.map(({ id, position }) => [id, position]));
  let moved = false;
  const nodes = graph.nodes.map((node) => {
    const position = targets.get(node.id);
    if (!position || (position.x === node.position.x && position.y === node.position.y)) return node;
    moved = true;
    return { ...node, position };
  });
  return moved ? { ...graph, nodes } : graph;
}

/** Connections that start at a port which the new config no longer has go with it. */
function configureNode(graph: Graph, nodeId: string, config: GraphNode["config"]): Graph {
  const before = graph.nodes.find((node) => node.id === nodeId);
  if (!before || before.config === config) return graph;
  const after = { ...before, config };
  const lost = new Set(portsForCanvas(before).map((port) => port.id));
  for (const port of portsForCanvas(after)) lost.delete(port.id);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node === before ? after : node)),
    edges: graph.edges.filter((edge) => edge.from !== nodeId || !lost.has(edge.port)),
  };
}

/** A port has one connection: a second one takes the place of the first. */
function connect(graph: Graph, { from, port, to }: { from: string; port: string; to: string }): Graph {
  if (connectionRefusal(graph, { from, port, to })) return graph;
  const before = edgeAt(graph, from, port);
  if (before?.to === to) return graph;
  const edge: GraphEdge = { id: edgeId(from, port), from, port, to };
  return { ...graph, edges: [...graph.edges.filter((other) => other !== before), edge] };
}

function remove(graph: Graph, { nodeIds, edgeIds }: { nodeIds: string[]; edgeIds: string[] }): Graph {
  const goneNodes = new Set(nodeIds);
  const goneEdges = new Set(edgeIds);
  const nodes = graph.nodes.filter((node) => !goneNodes.has(node.id));
  const edges = graph.edges.filter(
    (edge) => !goneEdges.has(edge.id) && !goneNodes.has(edge.from) && !goneNodes.has(edge.to),
  );
  const same = nodes.length === graph.nodes.length && edges.length === graph.edges.length;
  return same ? graph : { ...graph, nodes, edges };
}
