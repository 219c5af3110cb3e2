"use client";

import { type RefObject, useMemo } from "react";
import type { GraphNode } from "#workflows/graph.ts";
import { useClipboard } from "../clipboard/use-clipboard.tsx";
import { type Piece, pieceOf } from "../edits/piece.ts";
import type { Editor } from "../use-editor.ts";
import type { ListChanges } from "./list-context.tsx";
import { type Place, placeBehind } from "./places.ts";
import type { Row } from "./rows.ts";
import { placeFor, rowKeyOf } from "./use-list-keys.ts";

type Means = {
  editor: Editor;
  rows: readonly Row[];
  locked: boolean;
  changes: ListChanges;
  pastePiece(piece: Piece, place: Place | null): void;
};

/** Copying and pasting in the list: of the row that has the focus, else of the step whose settings are open. */
export function useListClipboard(list: RefObject<HTMLElement | null>, means: Means) {
  const { editor, rows, locked, changes, pastePiece } = means;
  const { graph } = editor.draft;
  const held = (): Row["what"] | null => {
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement && list.current?.contains(focused) && rowKeyOf(focused);
    const row = key && rows.find((one) => one.key === key);
    if (row) return row.what;
    const node = graph.nodes.find(({ id }) => id === editor.selection.nodes.at(-1));
    return node ? { kind: "step", node } : null;
  };
  const heldStep = () => {
    const what = held();
    return what?.kind === "step" ? what.node : null;
  };
  const { copy, paste, box } = useClipboard({
    chosen() {
      const node = heldStep();
      return node && pieceOf(graph, { nodes: [node.id], notes: [] });
    },
    locked,
    removeChosen() {
      const node = heldStep();
      if (node) changes.remove(node, false);
    },
    put(piece, behind) {
      const node = graph.nodes.find(({ id }) => id === behind);
      const what = held();
      pastePiece(piece, node ? placeBehind(graph, node) : what && placeFor(graph, what));
    },
  });
  const forStep = useMemo(
    () => ({
      copy: (node: GraphNode) => void copy({ nodes: [node], edges: [], notes: [] }),
      pasteBehind: (node: GraphNode) => void paste(node.id),
    }),
    [copy, paste],
  );
  return { forStep, paste: () => void paste(), box };
}
