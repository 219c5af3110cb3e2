import * as fc from "fast-check";
import { expect, it } from "vitest";
import { emptyGraph, type Graph, graph as graphSchema } from "#workflows/graph.ts";
import { applyEdit, type Draft, type DraftAction, type Edit, reduceDraft, startDraft } from "../draft.ts";
import { newNode, onwardPort } from "../new-node.ts";
import { maySwap } from "../outline/swap.ts";
import { portsForCanvas } from "../ports.ts";
import { freshPiece, pieceOf } from "./piece.ts";

const TYPES: [string, ...string[]] = ["signup", "delay", "send-email", "branch", "split", "wait-for", "exit"];

const TRIGGERS: [string, ...string[]] = ["signup", "event", "schedule", "delay"];

const FOLLOWERS: [string, ...string[]] = ["delay", "branch", "send-email", "exit"];

/** Numbers to choose by; what they choose depends on the graph as it is when the edit is made. */
type Dice = [number, number, number, number];
type Wish = { kind: Edit["kind"] | "undo" | "redo" | "settle"; dice: Dice };

/** Every edit there is: the compiler asks for a new one. */
const edits: { [Kind in Edit["kind"]]: (graph: Graph, dice: Dice, id: () => string) => Edit } = {
  add: (graph, [a, b, c, d], id) => {
    const node = { ...newNode(pick(TYPES, a), { x: b % 900, y: c % 900 }), id: id() };
    const from = pick(graph.nodes, b);
    const port = from && pick(portsForCanvas(from), c);
    if (!from || !port || d % 3 === 0) return { kind: "add", node };
    return {
      kind: "add",
      node,
      after: { from: from.id, port: port.id },
      onward: d % 3 === 1 ? onwardPort(node) : undefined,
    };
  },
  move: (graph, [a, b, c, d]) => ({
    kind: "move",
    positions: some(graph.nodes, a).map(({ id }) => ({ id, position: { x: b % 50, y: c % 50 } })),
    notes: some(graph.notes ?? [], d).map(({ id }) => ({ id, position: { x: c % 50, y: b % 50 } })),
    nudge: d % 2 === 0,
  }),
  configure: (graph, [a, b, c]) => {
    const node = pick(graph.nodes, a);
    const sample = newNode(pick(TYPES, b), { x: 0, y: 0 }).config;
    const config = c % 2 ? { ...node?.config, subject: `${c % 3}` } : sample;
    return { kind: "configure", nodeId: node?.id ?? "nobody", config, field: `field ${c % 2}` };
  },
  "change-trigger": (graph, [a, b]) => {
    const { type, config } = newNode(pick(TRIGGERS, a), { x: 0, y: 0 });
    return { kind: "change-trigger", nodeId: pick(graph.nodes, b % 3)?.id ?? "nobody", type, config };
  },
  "set-up": (_, [a]) => ({ kind: "set-up", settings: { goalDays: a % 5 }, field: "goalDays" }),
  connect: (graph, dice) => ({ kind: "connect", ...wantedConnection(graph, dice) }),
  reconnect: (graph, dice) => ({
    kind: "reconnect",
    edgeId: pick(graph.edges, dice[3])?.id ?? "none",
    ...wantedConnection(graph, dice),
  }),
  remove: (graph, [a, b, c]) => ({
    kind: "remove",
    nodeIds: some(graph.nodes, a % 4).map(({ id }) => id),
    edgeIds: some(graph.edges, b % 4).map(({ id }) => id),
    noteIds: some(graph.notes ?? [], c % 4).map(({ id }) => id),
  }),
  insert: (graph, [a, b, c, d], id) => {
    const node = { ...newNode(pick(FOLLOWERS, a), { x: 0, y: 0 }), id: id() };
    const to = pick(graph.edges, b)?.to;
    const edgeIds = graph.edges.filter((edge) => edge.to === to).map((edge) => edge.id);
    return {
      kind: "insert",
      node,
      edgeIds: c % 3 ? edgeIds : edgeIds.slice(0, 1),
      onward: d % 2 ? onwardPort(node) : undefined,
    };
  },
  extract: (graph, [a, b]) => {
    const node = pick(graph.nodes, a);
    return { kind: "extract", nodeId: node?.id ?? "nobody", port: (node && onwardPort(node)) ?? `${b}` };
  },
  swap: (graph, [a]) => {
    const pairs = graph.edges.map(({ from, to }) => ({ upper: from, lower: to }));
    const swappable = pairs.filter((pair) => maySwap(graph, pair));
    return { kind: "swap", ...(pick(a % 5 ? swappable : pairs, a) ?? { upper: "nobody", lower: "nobody" }) };
  },
  paste: (graph, [a, b, c], id) => {
    const chosen = {
      nodes: some(graph.nodes, a).map((node) => node.id),
      notes: some(graph.notes ?? [], b).map((note) => note.id),
    };
    const piece = pieceOf(graph, chosen);
    return { kind: "paste", piece: c % 4 === 0 ? piece : freshPiece(piece, { x: c % 90, y: 40 }, id) };
  },
  "add-note": (_, [a, b], id) => ({
    kind: "add-note",
    note: { id: id(), text: "", position: { x: a % 900, y: b % 900 } },
  }),
  "change-note": (graph, [a, b, c]) => ({
    kind: "change-note",
    noteId: pick(graph.notes ?? [], a)?.id ?? "none",
    change: c % 2 ? { text: `words ${b % 3}` } : { width: 100 + (b % 3), height: 80 },
  }),
  replace: (graph, [a]) => ({
    kind: "replace",
    graph: a % 3 ? { ...graph, nodes: graph.nodes.toReversed() } : emptyGraph,
  }),
};

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("add" as const) },
    { weight: 20, arbitrary: fc.constantFrom(...(Object.keys(edits) as Edit["kind"][])) },
    { weight: 6, arbitrary: fc.constantFrom("undo" as const, "redo" as const, "settle" as const) },
  ),
  dice: fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()),
});

/** Steps one behind the other, as a person draws them. */
const chain = ["signup", "delay", "send-email", "delay", "exit"].reduce(
  (graph: Graph, type, index): Graph => {
    const node = { ...newNode(type, { x: 0, y: index * 180 }), id: `begun-${index}` };
    const after = index > 0 ? { from: `begun-${index - 1}`, port: "next" } : undefined;
    return applyEdit(graph, { kind: "add", node, after });
  },
  emptyGraph,
);
const untouched = new Map([emptyGraph, chain].map((graph) => [graph, structuredClone(graph)]));

it("undoes whatever was done to where it began, and redoes it to where it was", () => {
  const done = new Set<Edit["kind"]>();
  fc.assert(
    fc.property(fc.constantFrom(emptyGraph, chain), fc.array(wish, { maxLength: 60 }), (graph, wishes) => {
      const begun = startDraft(graph);
      const drawn = wishes.reduce((draft, one, index) => {
        const after = reduceDraft(draft, actionOf(draft, one, index));
        if (after.graph !== draft.graph && one.kind in edits) done.add(one.kind as Edit["kind"]);
        expectSound(after.graph);
        return after;
      }, begun);
      const end = structuredClone(drawn.graph);

      const undone = repeat(drawn, "undo");
      expect(undone.graph).toEqual(untouched.get(graph));
      expect(undone.past).toEqual([]);
      const latest = repeat(undone, "redo");
      const redone = drawn.future.reduce((draft) => reduceDraft(draft, { kind: "undo" }), latest);
      expect(redone.graph).toEqual(end);
    }),
    { numRuns: 200 },
  );
  expect([...done].sort()).toEqual(Object.keys(edits).sort());
});

function actionOf({ graph }: Draft, { kind, dice }: Wish, index: number): DraftAction {
  if (kind === "undo" || kind === "redo" || kind === "settle") return { kind };
  let made = 0;
  return { kind: "edit", edit: edits[kind](graph, dice, () => `made-${index}-${made++}`) };
}

function repeat(draft: Draft, kind: "undo" | "redo"): Draft {
  const after = reduceDraft(draft, { kind });
  return after === draft ? draft : repeat(after, kind);
}

/** What every graph keeps to, whatever was done to it. */
function expectSound(graph: Graph): void {
  expect(graphSchema.safeParse(graph).error).toBeUndefined();
  const ids = [...graph.nodes, ...(graph.notes ?? [])].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const ways = graph.edges.map(({ from, port }) => `${from} ${port}`);
  expect(new Set(ways).size).toBe(ways.length);
  const steps = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const { from, port, to } of graph.edges) {
    const source = steps.get(from);
    expect(source && portsForCanvas(source).map(({ id }) => id)).toContain(port);
    expect(steps.has(to)).toBe(true);
  }
}

function wantedConnection(graph: Graph, [a, b, c]: Dice) {
  const from = pick(graph.nodes, a);
  const port = from && pick(portsForCanvas(from), b);
  return { from: from?.id ?? "nobody", port: port?.id ?? "none", to: pick(graph.nodes, c)?.id ?? "nobody" };
}

function pick<Item>(list: readonly [Item, ...Item[]], lot: number): Item;
function pick<Item>(list: readonly Item[], lot: number): Item | undefined;
function pick<Item>(list: readonly Item[], lot: number): Item | undefined {
  return list[lot % list.length];
}

/** Each bit decides about one. */
function some<Item>(list: readonly Item[], lot: number): Item[] {
  return list.filter((_, index) => (lot >> (index % 30)) & 1);
}
