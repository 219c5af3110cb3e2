import {
  EDGES_MAX,
  GRAPH_NODES_MAX,
  type Graph,
  type GraphNode,
  type GraphNote,
  NOTES_MAX,
} from "./graph.ts";
import { type ConnectionClash, edgesByPort, mergeEdges, portKey } from "./merge-edges.ts";
import { mergeRecord, type Side, type Three, unite } from "./merge-values.ts";
import { sameValue } from "./same-value.ts";

/** Something that two people changed in different ways. `nodeId` is null where it is about no step. */
export type Clash =
  /** The same field of a step, or its type. */
  | { kind: "field"; nodeId: string; field: string; mine: unknown; theirs: unknown }
  /** One took the step away, the other changed it or led somewhere from it or to it. */
  | { kind: "removed"; nodeId: string; by: "mine" | "theirs" }
  | ConnectionClash
  | { kind: "note"; nodeId: null; noteId: string; mine: string | null; theirs: string | null }
  | { kind: "setting"; nodeId: null; field: string; mine: unknown; theirs: unknown }
  /** Both fit, but not together. */
  | { kind: "too-large"; nodeId: null };

export type Merged =
  | { kind: "merged"; graph: Graph }
  /** Each of the two graphs has everything that does not clash; where it does, one side's. */
  | { kind: "clashes"; clashes: Clash[]; keepMine: Graph; takeTheirs: Graph };

/**
 * Unites what two people made of one graph, field by field. Nothing of either is dropped: where both changed the same
 * thing differently it is a clash for a person to decide. Only where something stands that both moved is not asked about:
 * it stands where I put it, which changes nothing for customers.
 */
export function mergeGraphs(base: Graph, mine: Graph, theirs: Graph): Merged {
  if (sameValue(base, theirs) || sameValue(mine, theirs)) return { kind: "merged", graph: mine };
  if (sameValue(base, mine)) return { kind: "merged", graph: theirs };
  const keepMine = mergeFor("mine", base, mine, theirs);
  if (!fits(keepMine.graph)) return tooLarge(mine, theirs);
  if (keepMine.clashes.length === 0) return { kind: "merged", graph: keepMine.graph };
  const takeTheirs = mergeFor("theirs", base, mine, theirs);
  if (!fits(takeTheirs.graph)) return tooLarge(mine, theirs);
  return {
    kind: "clashes",
    clashes: keepMine.clashes,
    keepMine: keepMine.graph,
    takeTheirs: takeTheirs.graph,
  };
}

/** All else that a graph has to be, the parts of both are already. */
function fits({ nodes, edges, notes = [] }: Graph): boolean {
  return nodes.length <= GRAPH_NODES_MAX && edges.length <= EDGES_MAX && notes.length <= NOTES_MAX;
}

function tooLarge(mine: Graph, theirs: Graph): Merged {
  const clashes: Clash[] = [{ kind: "too-large", nodeId: null }];
  return { kind: "clashes", clashes, keepMine: mine, takeTheirs: theirs };
}

/** The three graphs with `wins` for what clashes. */
function mergeFor(wins: Side, base: Graph, mine: Graph, theirs: Graph): { graph: Graph; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const nodes = mergeNodes(wins, { base, mine, theirs }, clashes);
  const notes = mergeNotes(wins, { base, mine, theirs }, clashes);
  const settings = mergeSettings(wins, { base, mine, theirs }, clashes);
  const { edges, clashes: crossed } = mergeEdges(wins, { base, mine, theirs }, nodes);
  const shown = {
    ...(notes.length > 0 || mine.notes || theirs.notes ? { notes } : {}),
    ...(settings ? { settings } : {}),
  };
  return { graph: { nodes, edges, ...shown }, clashes: [...clashes, ...crossed] };
}

function mergeNodes(wins: Side, graphs: Three<Graph>, clashes: Clash[]): GraphNode[] {
  const known = byId(graphs, (one) => one.nodes);
  return known.flatMap(({ id, base, mine, theirs }) => {
    if (mine && theirs) return mergeNode(wins, { base, mine, theirs }, clashes);
    const [kept, gone] = mine ? ([mine, "theirs"] as const) : ([theirs, "mine"] as const);
    if (!kept || !base) return kept ?? [];
    const keeper = gone === "mine" ? "theirs" : "mine";
    if (!isUsed(graphs.base, graphs[keeper], base, kept)) return [];
    clashes.push({ kind: "removed", nodeId: id, by: gone });
    return wins === keeper ? kept : [];
  });
}

/** Whether somebody changed a step, or led somewhere from it or to it; moving it does not count. */
function isUsed(base: Graph, graph: Graph, before: GraphNode, after: GraphNode): boolean {
  if (before.type !== after.type || !sameValue(before.config, after.config)) return true;
  const led = edgesByPort(base);
  return graph.edges.some(
    (edge) => (edge.from === after.id || edge.to === after.id) && led.get(portKey(edge))?.to !== edge.to,
  );
}

function mergeNode(
  wins: Side,
  { base, mine, theirs }: { base: GraphNode | undefined; mine: GraphNode; theirs: GraphNode },
  clashes: Clash[],
): GraphNode {
  const id = mine.id;
  const whole = unite<GraphNode | undefined>({ base, mine, theirs });
  if (whole?.value) return whole.value;
  if (mine.type !== theirs.type) {
    // The fields of one type mean nothing to another.
    clashes.push({ kind: "field", nodeId: id, field: "", mine: mine.type, theirs: theirs.type });
    return wins === "mine" ? mine : theirs;
  }
  const configs = { base: base?.config, mine: mine.config, theirs: theirs.config };
  const config = mergeRecord(wins, configs, (field, values) =>
    clashes.push({ kind: "field", nodeId: id, field, mine: values.mine, theirs: values.theirs }),
  );
  const position = unite({ base: base?.position, mine: mine.position, theirs: theirs.position })?.value;
  return { ...mine, config, position: position ?? (wins === "mine" ? mine : theirs).position };
}

function mergeSettings(wins: Side, graphs: Three<Graph>, clashes: Clash[]): Graph["settings"] {
  const { base, mine, theirs } = graphs;
  if (!mine.settings && !theirs.settings) return undefined;
  const records = { base: base.settings, mine: mine.settings, theirs: theirs.settings };
  return mergeRecord(wins, records, (field, values) =>
    clashes.push({ kind: "setting", nodeId: null, field, mine: values.mine, theirs: values.theirs }),
  );
}

function mergeNotes(wins: Side, graphs: Three<Graph>, clashes: Clash[]): GraphNote[] {
  return byId(graphs, (one) => one.notes ?? []).flatMap(({ id, base, mine, theirs }) => {
    const texts = { base: base?.text, mine: mine?.text, theirs: theirs?.text };
    const text = unite(texts);
    if (!text) {
      const words = { mine: texts.mine ?? null, theirs: texts.theirs ?? null };
      clashes.push({ kind: "note", nodeId: null, noteId: id, ...words });
    }
    const value = text ? text.value : texts[wins];
    const shown = [mine, theirs].find((note) => note?.text === value);
    if (value === undefined || !shown) return [];
    if (!mine || !theirs) return shown;
    const winner = wins === "mine" ? mine : theirs;
    return { id, text: value, ...(unite(places({ base, mine, theirs }))?.value ?? placeOf(winner)) };
  });
}

function places(notes: Three<GraphNote | undefined> & { mine: GraphNote; theirs: GraphNote }) {
  return {
    base: notes.base ? placeOf(notes.base) : null,
    mine: placeOf(notes.mine),
    theirs: placeOf(notes.theirs),
  };
}

/** All of a note but its words. */
function placeOf({ id: _, text: __, ...place }: GraphNote): Omit<GraphNote, "id" | "text"> {
  return place;
}

/** Things with ids, in my order and then what only they have. */
function byId<T extends { id: string }>(graphs: Three<Graph>, read: (graph: Graph) => T[]) {
  const [base, mine, theirs] = [graphs.base, graphs.mine, graphs.theirs].map(
    (one) => new Map(read(one).map((thing) => [thing.id, thing])),
  ) as [Map<string, T>, Map<string, T>, Map<string, T>];
  return [...new Set([...mine.keys(), ...theirs.keys()])].map((id) => ({
    id,
    base: base.get(id),
    mine: mine.get(id),
    theirs: theirs.get(id),
  }));
}
