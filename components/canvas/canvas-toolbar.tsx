"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import {
  ClipboardPaste,
  Grid3x3,
  Keyboard,
  Maximize,
  Minus,
  Plus,
  Redo2,
  SquareDashedMousePointer,
  StickyNote,
  Undo2,
  WandSparkles,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Press } from "./shortcuts/shortcuts.ts";
import { usePressWords } from "./shortcuts/use-press-words.ts";
import type { CanvasActions } from "./use-canvas-actions.ts";
import type { Editor } from "./use-editor.ts";
import { CALM_QUERY, useMedia } from "./use-media.ts";

const ZOOM_MS = 160;
const BAR = "flex items-center rounded-md border bg-raised p-0.5 shadow-card";

type Props = {
  editor: Editor;
  actions: CanvasActions;
  locked: boolean;
  snap: boolean;
  onSnap(snap: boolean): void;
  /** Each press on a step adds it to what is selected. */
  several: boolean;
  onSeveral(several: boolean): void;
  onPaste(): void;
  onHelp(): void;
};

/** Undo, redo and zoom, and what puts the canvas in order, at its lower left; on phones in two rows. */
export function CanvasToolbar(props: Props) {
  const { editor, actions, locked, snap, onSnap, several, onSeveral, onPaste, onHelp } = props;
  const t = useTranslations("canvas.toolbar");
  const words = usePressWords();
  const { zoomIn, zoomOut } = useReactFlow();
  const duration = useMedia(CALM_QUERY) ? 0 : ZOOM_MS;
  const { draft, undo, redo } = editor;
  const withKeys = (label: string, ...presses: Press[]) => t("withKeys", { label, keys: words.all(presses) });
  return (
    <Panel position="bottom-left" className="flex items-start gap-1.5 max-md:flex-col-reverse">
      <div role="toolbar" aria-label={t("tools")} className={BAR}>
        <IconButton
          size="sm"
          label={t("undo")}
          tooltip={withKeys(t("undo"), "mod", "Z")}
          disabled={locked || draft.past.length === 0}
          onClick={undo}
        >
          <Undo2 />
        </IconButton>
        <IconButton
          size="sm"
          label={t("redo")}
          tooltip={withKeys(t("redo"), "mod", "shift", "Z")}
          disabled={locked || draft.future.length === 0}
          onClick={redo}
        >
          <Redo2 />
        </IconButton>
        <span aria-hidden="true" className="mx-0.5 h-5 w-px bg-line" />
        <IconButton size="sm" label={t("zoomOut")} onClick={() => zoomOut({ duration })}>
          <Minus />
        </IconButton>
        <IconButton size="sm" label={t("zoomIn")} onClick={() => zoomIn({ duration })}>
          <Plus />
        </IconButton>
        <IconButton
          size="sm"
          label={t("fit")}
          tooltip={withKeys(t("fit"), "alt", "shift", "F")}
          onClick={actions.fit}
        >
          <Maximize />
        </IconButton>
      </div>
      <div role="toolbar" aria-label={t("arranging")} className={BAR}>
        {!locked && (
          <>
            <IconButton
              size="sm"
              label={t("tidy")}
              tooltip={withKeys(t("tidy"), "alt", "shift", "T")}
              disabled={draft.graph.nodes.length === 0}
              onClick={() => void actions.tidy()}
            >
              <WandSparkles />
            </IconButton>
            <IconButton
              size="sm"
              label={t("note")}
              tooltip={withKeys(t("note"), "alt", "shift", "N")}
              onClick={actions.addNote}
            >
              <StickyNote />
            </IconButton>
            <IconButton
              size="sm"
              label={t("snap")}
              aria-pressed={snap}
              className={snap ? "text-ember-ink" : "text-muted"}
              onClick={() => onSnap(!snap)}
            >
              <Grid3x3 />
            </IconButton>
            <IconButton
              size="sm"
              label={t("several")}
              tooltip={withKeys(t("several"), "shift", "click")}
              aria-pressed={several}
              className={several ? "text-ember-ink" : "text-muted"}
              onClick={() => onSeveral(!several)}
            >
              <SquareDashedMousePointer />
            </IconButton>
            <IconButton
              size="sm"
              label={t("paste")}
              tooltip={withKeys(t("paste"), "mod", "V")}
              onClick={onPaste}
            >
              <ClipboardPaste />
            </IconButton>
          </>
        )}
        <IconButton
          size="sm"
          label={t("shortcuts")}
          tooltip={withKeys(t("shortcuts"), "?")}
          className="max-md:hidden"
          onClick={onHelp}
        >
          <Keyboard />
        </IconButton>
      </div>
    </Panel>
  );
}
