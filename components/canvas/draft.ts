import type { Graph, GraphNode, GraphNote } from "#workflows/graph.ts";
import { changeTrigger, type TriggerChange } from "./edits/change-trigger.ts";
import { type Connection, connect, reconnect } from "./edits/connect.ts";
import { type Addition, addNode, configureNode, type Move, moveAll } from "./edits/nodes.ts";
import { addNote, changeNote, type NoteChange } from "./edits/notes.ts";
import { type Piece, paste } from "./edits/piece.ts";
import { type Removal, remove } from "./edits/remove.ts";
import { type Extraction, extract } from "./outline/extract.ts";
import { type Insertion, insert } from "./outline/insert.ts";
import { type Pair, swap } from "./outline/swap.ts";

/** One thing a person does to the graph. */
export type Edit =
  /** With `after`, the new step is connected behind that port, and what was there follows through `onward`. */
  | ({ kind: "add" } & Addition)
  | { kind: "move"; positions: Move[]; notes?: Move[]; nudge?: boolean }
  | { kind: "configure"; nodeId: string; config: GraphNode["config"]; field: string }
  /** Another trigger in the place of the one that was there. */
  | ({ kind: "change-trigger" } & TriggerChange)
  /** The settings of the workflow as a whole. */
  | { kind: "set-up"; settings: NonNullable<Graph["settings"]>; field: string }
  | ({ kind: "connect" } & Connection)
  /** Takes hold of an existing connection and leads it elsewhere. */
  | ({ kind: "reconnect"; edgeId: string } & Connection)
  | ({ kind: "remove" } & Removal)
  | ({ kind: "insert" } & Insertion)
  | ({ kind: "extract" } & Extraction)
  | ({ kind: "swap" } & Pair)
  /** A copy of steps and notes, under ids that are new. */
  | { kind: "paste"; piece: Piece }
  | { kind: "add-note"; note: GraphNote }
  | { kind: "change-note"; noteId: string; change: NoteChange }
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

/** Typing in one field or note, or nudging the same steps with the arrow keys, is one entry. */
function topicOf(edit: Edit): string | null {
  if (edit.kind === "configure") return `configure ${edit.nodeId} ${edit.field}`;
  if (edit.kind === "set-up") return `set up ${edit.field}`;
  if (edit.kind === "change-note" && edit.change.text !== undefined) return `write ${edit.noteId}`;
  if (edit.kind === "move" && edit.nudge) {
    return `nudge ${[...edit.positions, ...(edit.notes ?? [])].map(({ id }) => id).join(" ")}`;
  }
  return null;
}

/** The graph after one edit; the very same object when nothing changed. */
export function applyEdit(graph: Graph, edit: Edit): Graph {
  switch (edit.kind) {
    case "add":
      return addNode(graph, edit);
    case "move":
      return move(graph, edit);
    case "configure":
      return configureNode(graph, edit.nodeId, edit.config);
    case "change-trigger":
      return changeTrigger(graph, edit);
    case "set-up":
      return graph.settings === edit.settings ? graph : { ...graph, settings: edit.settings };
    case "connect":
      return connect(graph, edit);
    case "reconnect":
      return reconnect(graph, edit);
    case "remove":
      return remove(graph, edit);
    case "insert":
      return insert(graph, edit);
    case "extract":
      return extract(graph, edit);
    case "swap":
      return swap(graph, edit);
    case "paste":
      return paste(graph, edit.piece);
    case "add-note":
      return addNote(graph, edit.note);
    case "change-note":
      return changeNote(graph, edit.noteId, edit.change);
    case "replace":
      return edit.graph;
  }
}

function move(graph: Graph, edit: Extract<Edit, { kind: "move" }>): Graph {
  const nodes = moveAll(graph.nodes, edit.positions);
  const notes = graph.notes && moveAll(graph.notes, edit.notes ?? []);
  return nodes === graph.nodes && notes === graph.notes
    ? graph
    : { ...graph, nodes, ...(notes && { notes }) };
}
