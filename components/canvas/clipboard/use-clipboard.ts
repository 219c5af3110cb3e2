"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef } from "react";
import { copyText } from "#components/ui/copy-text.ts";
import { toast } from "#components/ui/toast.ts";
import { GRAPH_NODES_MAX } from "#workflows/graph.ts";
import { type Piece, pieceOf } from "../edits/piece.ts";
import { partIds } from "../notes/flow-id.ts";
import { hasOwnKeys } from "../shortcuts/typing.ts";
import type { Editor } from "../use-editor.ts";
import { readPiece, writePiece } from "./piece-text.ts";

type Options = {
  editor: Editor;
  /** Nothing can be cut or pasted; copying is for everybody. */
  locked: boolean;
  removeSelected(): void;
  /** Puts a piece into the graph and answers whether there was room. */
  put(piece: Piece): boolean;
};

/**
 * Copies, cuts and pastes steps as text, through the browser's own events: those need no permission, and work on
 * addresses without HTTPS. Answers with what a button does to copy.
 */
export function useClipboard(options: Options): () => Promise<void> {
  const t = useTranslations("canvas.clipboard");
  const newest = useRef({ ...options, t });
  newest.current = { ...options, t };

  const told = useCallback((piece: Piece) => {
    const { t } = newest.current;
    const count = piece.nodes.length;
    const title = count > 0 ? t("copied", { count }) : t("copiedNotes", { count: piece.notes.length });
    toast.success(title, { description: t("copiedHint") });
  }, []);

  useEffect(() => {
    function take(event: ClipboardEvent) {
      const { editor, locked, removeSelected } = newest.current;
      if (event.defaultPrevented || hasOwnKeys(event.target) || hasMarkedText()) return;
      if (event.type === "cut" && locked) return;
      const piece = selectedPiece(editor);
      if (!piece || !event.clipboardData) return;
      event.clipboardData.setData("text/plain", writePiece(piece));
      event.preventDefault();
      told(piece);
      if (event.type === "cut") removeSelected();
    }
    function paste(event: ClipboardEvent) {
      const { locked, put, t } = newest.current;
      if (locked || event.defaultPrevented || hasOwnKeys(event.target)) return;
      const read = readPiece(event.clipboardData?.getData("text/plain") ?? "");
      if (read.kind === "foreign") return;
      event.preventDefault();
      if (read.kind === "newer") toast.error(t("newer"), { description: t("newerHint") });
      else if (read.kind === "broken") toast.error(t("broken"), { description: t("brokenHint") });
      else if (!put(read.piece))
        toast.error(t("tooMany"), { description: t("tooManyHint", { count: GRAPH_NODES_MAX }) });
    }
    document.addEventListener("copy", take);
    document.addEventListener("cut", take);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", take);
      document.removeEventListener("cut", take);
      document.removeEventListener("paste", paste);
    };
  }, [told]);

  return useCallback(async () => {
    const { editor, t } = newest.current;
    const piece = selectedPiece(editor);
    if (!piece) return;
    if (await copyText(writePiece(piece))) told(piece);
    else toast.error(t("notCopied"));
  }, [told]);
}

/** Null when nothing that can be copied is selected. */
export function selectedPiece({ draft, selection }: Editor): Piece | null {
  const piece = pieceOf(draft.graph, partIds(selection.nodes));
  return piece.nodes.length + piece.notes.length > 0 ? piece : null;
}

/** Somebody has marked words on the page, and means those. */
function hasMarkedText(): boolean {
  const marked = window.getSelection();
  return marked !== null && !marked.isCollapsed && marked.toString().trim() !== "";
}
