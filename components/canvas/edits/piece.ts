import { findNode } from "#workflows/catalogue.ts";
import { edgeId, type Graph, type GraphEdge, type GraphNode, type GraphNote } from "#workflows/graph.ts";
import type { Position } from "../layout.ts";
import { connect } from "./connect.ts";
import { hasRoom } from "./room.ts";

/** Part of a graph, to be put elsewhere: steps, the connections between them, and notes. */
export interface Piece {
  nodes: GraphNode[];
  edges: GraphEdge[];
  notes: GraphNote[];
}

/** What was selected, with the connections that both begin and end inside. */
export function pieceOf(
  graph: Graph,
  { nodes, notes }: { nodes: readonly string[]; notes: readonly string[] },
): Piece {
  const inside = new Set(nodes);
  const noted = new Set(notes);
  return {
    nodes: graph.nodes.filter(({ id }) => inside.has(id)),
    edges: graph.edges.filter(({ from, to }) => inside.has(from) && inside.has(to)),
    notes: graph.notes?.filter(({ id }) => noted.has(id)) ?? [],
  };
}

/** The piece under new ids, moved by `shift`. Its connections lead to the new steps. */
export function freshPiece(piece: Piece, shift: Position, newId: (prefix: string) => string): Piece {
  const move = ({ x, y }: Position): Position => ({
    x: Math.round(x + shift.x),
    y: Math.round(y + shift.y),
  });
  const ids = new Map<string, string>();
  const nodes = piece.nodes.map((node) => {
    // A type that came from elsewhere may be no word that an id can hold.
    const id = newId(findNode(node.type) ? node.type : "step");
    ids.set(node.id, id);
    return { ...node, id, position: move(node.position) };
  });
  const edges = piece.edges.flatMap(({ from, port, to }) => {
    const source = ids.get(from);
    const target = ids.get(to);
    if (source === undefined || target === undefined) return [];
    return [{ id: edgeId(source, port), from: source, port, to: target }];
  });
  const notes = piece.notes.map((note) => ({
    ...note,
    id: newId("note"),
    position: move(note.position),
  }));
  return { nodes, edges, notes };
}

/** The graph with a fresh piece put into it; connections that the rules refuse are left out. */
export function paste(graph: Graph, piece: Piece): Graph {
  const taken = new Set([...graph.nodes, ...(graph.notes ?? [])].map(({ id }) => id));
  const nodes = piece.nodes.filter(({ id }) => !taken.has(id));
  const notes = piece.notes.filter(({ id }) => !taken.has(id));
  if (nodes.length + notes.length === 0) return graph;
  if (!hasRoom(graph, { nodes: nodes.length, notes: notes.length })) return graph;
  const added: Graph = {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    ...(notes.length > 0 && { notes: [...(graph.notes ?? []), ...notes] }),
  };
  const fresh = new Set(nodes.map(({ id }) => id));
  return piece.edges
    .filter(({ from, to }) => fresh.has(from) && fresh.has(to))
    .reduce((before, edge) => connect(before, edge), added);
}
