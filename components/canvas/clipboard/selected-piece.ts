import { type Piece, pieceOf } from "../edits/piece.ts";
import { partIds } from "../notes/flow-id.ts";
import type { Editor } from "../use-editor.ts";

/** Null when nothing that can be copied is selected. */
export function selectedPiece({ draft, selection }: Pick<Editor, "draft" | "selection">): Piece | null {
  const piece = pieceOf(draft.graph, partIds(selection.nodes));
  return piece.nodes.length + piece.notes.length > 0 ? piece : null;
}
