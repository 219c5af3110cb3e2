"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { copyText } from "#components/ui/copy-text.ts";
import { toast } from "#components/ui/toast.ts";
import { holdsSecrets } from "#workflows/without-secrets.ts";
import type { Piece } from "../edits/piece.ts";
import { isBesideSteps } from "../shortcuts/typing.ts";
import { copyPiece, pastePiece } from "./kept-piece.ts";
import { readClipboard } from "./read-clipboard.ts";

const PasteBox = dynamic(() => import("./paste-box.tsx").then((module) => module.PasteBox));

type Options = {
  /** What the keys copy; null for nothing. */
  chosen(): Piece | null;
  /** Nothing can be cut or pasted; copying is for everybody. */
  locked: boolean;
  removeChosen(): void;
  /** Puts a piece into the graph, behind this step if there is one; where there is no room, it says so. */
  put(piece: Piece, behind: string | null): void;
};

/**
 * Copies, cuts and pastes steps as text. Keys go through the browser's own events: those need no permission, and work on
 * addresses without HTTPS. Answers with what buttons do, which never changes, and with the window that they may need.
 */
export function useClipboard(options: Options) {
  const t = useTranslations("canvas.clipboard");
  const newest = useRef({ ...options, t });
  newest.current = { ...options, t };
  /** Somebody is asked to paste into a field; `behind` as in `put`. */
  const [asking, setAsking] = useState<{ behind: string | null } | null>(null);

  const means = useMemo(() => {
    function told(piece: Piece) {
      const { t } = newest.current;
      const count = piece.nodes.length;
      const title = count > 0 ? t("copied", { count }) : t("copiedNotes", { count: piece.notes.length });
      const hint = holdsSecrets(piece) ? t("copiedWithoutSecrets") : t("copiedHint");
      toast.success(title, { description: hint });
    }

    /** Answers whether the text was copied from a workflow. */
    function take(text: string, behind: string | null): boolean {
      const { put, t } = newest.current;
      const read = pastePiece(text);
      if (read.kind === "newer") toast.error(t("newer"), { description: t("newerHint") });
      if (read.kind === "broken") toast.error(t("broken"), { description: t("brokenHint") });
      if (read.kind === "piece") put(read.piece, behind);
      return read.kind !== "foreign";
    }

    function takeAsked(text: string, behind: string | null) {
      const { t } = newest.current;
      if (!take(text, behind)) toast.error(t("nothing"), { description: t("nothingHint") });
    }

    async function copy(piece: Piece | null = newest.current.chosen()) {
      if (!piece) return;
      if (await copyText(copyPiece(piece))) told(piece);
      else toast.error(newest.current.t("notCopied"));
    }

    async function paste(behind: string | null = null) {
      const text = await readClipboard();
      if (text === null) setAsking({ behind });
      else takeAsked(text, behind);
    }

    return { told, take, takeAsked, copy, paste };
  }, []);

  useEffect(() => {
    function take(event: ClipboardEvent) {
      const { chosen, locked, removeChosen } = newest.current;
      if (event.defaultPrevented || isBesideSteps(event.target) || hasMarkedText()) return;
      if (event.type === "cut" && locked) return;
      const piece = chosen();
      if (!piece || !event.clipboardData) return;
      event.clipboardData.setData("text/plain", copyPiece(piece));
      event.preventDefault();
      means.told(piece);
      if (event.type === "cut") removeChosen();
    }
    function paste(event: ClipboardEvent) {
      if (newest.current.locked || event.defaultPrevented || isBesideSteps(event.target)) return;
      if (means.take(event.clipboardData?.getData("text/plain") ?? "", null)) event.preventDefault();
    }
    document.addEventListener("copy", take);
    document.addEventListener("cut", take);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", take);
      document.removeEventListener("cut", take);
      document.removeEventListener("paste", paste);
    };
  }, [means]);

  const box = asking && (
    <PasteBox
      onText={(text) => {
        setAsking(null);
        means.takeAsked(text, asking.behind);
      }}
      onClose={() => setAsking(null)}
    />
  );
  return { copy: means.copy, paste: means.paste, box };
}

/** Somebody has marked words on the page, and means those. */
function hasMarkedText(): boolean {
  const marked = window.getSelection();
  return marked !== null && !marked.isCollapsed && marked.toString().trim() !== "";
}
