"use client";

import { useReactFlow } from "@xyflow/react";
import { useMemo, useRef } from "react";
import { newId } from "#components/config-form/new-id.ts";
import type { Alignment, Distribution } from "./arrange/align.ts";
import type { Measured, Size } from "./arrange/boxes.ts";
import { selectedBoxes } from "./arrange/selected-boxes.ts";
import { pasteShift } from "./clipboard/paste-place.ts";
import { selectedPiece } from "./clipboard/selected-piece.ts";
import type { Move } from "./edits/nodes.ts";
import { freshPiece, type Piece } from "./edits/piece.ts";
import { takeOut } from "./edits/take-out.ts";
import { FIT, NOTE_SIZE, type Position } from "./layout.ts";
import { noteFlowId, partIds, partMoves } from "./notes/flow-id.ts";
import type { Editor } from "./use-editor.ts";
import { CALM_QUERY, useMedia } from "./use-media.ts";
import { useRoom } from "./use-room.ts";

const FIT_MS = 160;
/** The canvas learns where its steps are a moment after the graph says so. */
const DRAWN_MS = 50;

/** What keys, buttons and commands do on the canvas. None of it ever changes; each acts on what is there then. */
export function useCanvasActions(editor: Editor) {
  const room = useRoom();
  const flow = useReactFlow();
  const duration = useMedia(CALM_QUERY) ? 0 : FIT_MS;
  const newest = useRef({ editor, flow, duration, room });
  newest.current = { editor, flow, duration, room };

  return useMemo(() => {
    const now = () => newest.current;
    const graph = () => now().editor.draft.graph;
    const chosen = () => partIds(now().editor.selection.nodes);
    const select = (nodes: string[]) => now().editor.select(() => ({ nodes, edges: [], settings: false }));
    const measured: Measured = (id) => {
      const { width, height } = now().flow.getNode(id)?.measured ?? {};
      return width && height ? { width, height } : undefined;
    };
    const move = (moves: Move[]) => now().editor.edit({ kind: "move", ...partMoves(moves) });
    const boxes = () => selectedBoxes(graph(), chosen(), measured);

    const fit = () => void now().flow.fitView({ ...FIT, duration: now().duration });

    function put(piece: Piece, seen: (Position & Size) | null = seenPart(now().flow)): void {
      const before = graph();
      if (!now().room(before, { nodes: piece.nodes.length, notes: piece.notes.length })) return;
      const fresh = freshPiece(piece, pasteShift(before, piece, seen), newId);
      now().editor.edit({ kind: "paste", piece: fresh });
      select([...fresh.nodes.map(({ id }) => id), ...fresh.notes.map(({ id }) => noteFlowId(id))]);
    }

    function addNote() {
      const seen = seenPart(now().flow) ?? { x: 0, y: 0, width: 0, height: 0 };
      const position = {
        x: seen.x + (seen.width - NOTE_SIZE.width) / 2,
        y: seen.y + (seen.height - NOTE_SIZE.height) / 3,
      };
      put({ nodes: [], edges: [], notes: [{ id: "new", text: "", position }] });
    }

    async function tidy() {
      const before = graph();
      const { nodes } = chosen();
      const only = nodes.length > 1 ? nodes : undefined;
      const { tidy: arrange } = await import("./arrange/tidy.ts");
      const moves = await arrange(before, measured, only);
      // Somebody went on drawing in the meantime, for which this arrangement is none.
      if (graph() !== before) return;
      now().editor.edit({ kind: "move", ...moves });
      if (!only) setTimeout(fit, DRAWN_MS);
    }

    return {
      fit,
      put,
      addNote,
      tidy,
      async align(how: Alignment) {
        const { align } = await import("./arrange/align.ts");
        move(align(boxes(), how));
      },
      async distribute(how: Distribution) {
        const { distribute } = await import("./arrange/align.ts");
        move(distribute(boxes(), how));
      },
      selectAll() {
        const { nodes, notes = [] } = graph();
        select([...nodes.map(({ id }) => id), ...notes.map(({ id }) => noteFlowId(id))]);
      },
      letGo() {
        now().editor.settle();
        select([]);
      },
      duplicate() {
        const piece = selectedPiece(now().editor);
        if (piece) put(piece, null);
      },
      removeSelected() {
        const { nodes: nodeIds, notes: noteIds } = chosen();
        const { edges: edgeIds } = now().editor.selection;
        now().editor.edit(takeOut(graph(), { nodeIds, noteIds, edgeIds }));
        select([]);
      },
    };
  }, []);
}

export type CanvasActions = ReturnType<typeof useCanvasActions>;

/** The part of the canvas that is on the screen; null while there is none. */
function seenPart(flow: { screenToFlowPosition(point: Position): Position }): (Position & Size) | null {
  const area = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (!area) return null;
  const { x, y } = flow.screenToFlowPosition({ x: area.left, y: area.top });
  const end = flow.screenToFlowPosition({ x: area.right, y: area.bottom });
  return { x, y, width: end.x - x, height: end.y - y };
}
