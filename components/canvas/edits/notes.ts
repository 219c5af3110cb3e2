import type { Graph, GraphNote } from "#workflows/graph.ts";
import { hasRoom } from "./room.ts";

export function addNote(graph: Graph, note: GraphNote): Graph {
  const notes = graph.notes ?? [];
  if (notes.some(({ id }) => id === note.id) || !hasRoom(graph, { notes: 1 })) return graph;
  return { ...graph, notes: [...notes, note] };
}

/** What may change about a note: its words, or how large it is. */
export type NoteChange = Partial<Pick<GraphNote, "text" | "width" | "height">>;

/** The same graph when the note is gone or already so. */
export function changeNote(graph: Graph, noteId: string, change: NoteChange): Graph {
  const before = graph.notes?.find(({ id }) => id === noteId);
  if (!before) return graph;
  const after = { ...before, ...change };
  if (before.text === after.text && before.width === after.width && before.height === after.height)
    return graph;
  return { ...graph, notes: graph.notes?.map((note) => (note === before ? after : note)) };
}
