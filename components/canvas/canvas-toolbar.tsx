"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import {
  ClipboardPaste,
  Grid3x3,
  Keyboard,
  Maximize,
  Minus,
  Plus,
  SquareDashedMousePointer,
  StickyNote,
  WandSparkles,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";
import { ToolButton } from "./tool-button.tsx";
import { UndoButtons } from "./undo-buttons.tsx";
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
  const { zoomIn, zoomOut } = useReactFlow();
  const duration = useMedia(CALM_QUERY) ? 0 : ZOOM_MS;
  return (
    <Panel position="bottom-left" className="flex items-start gap-1.5 max-md:flex-col-reverse">
      <div role="toolbar" aria-label={t("tools")} className={BAR}>
        <UndoButtons editor={editor} locked={locked} />
        <span aria-hidden="true" className="mx-0.5 h-5 w-px bg-line" />
        <IconButton size="sm" label={t("zoomOut")} onClick={() => zoomOut({ duration })}>
          <Minus />
        </IconButton>
        <IconButton size="sm" label={t("zoomIn")} onClick={() => zoomIn({ duration })}>
          <Plus />
        </IconButton>
        <ToolButton name="fit" keys={["alt", "shift", "F"]} onClick={actions.fit}>
          <Maximize />
        </ToolButton>
      </div>
      <div role="toolbar" aria-label={t("arranging")} className={BAR}>
        {!locked && (
          <>
            <ToolButton
              name="tidy"
              keys={["alt", "shift", "T"]}
              disabled={editor.draft.graph.nodes.length === 0}
              onClick={() => void actions.tidy()}
            >
              <WandSparkles />
            </ToolButton>
            <ToolButton name="note" keys={["alt", "shift", "N"]} onClick={actions.addNote}>
              <StickyNote />
            </ToolButton>
            <IconButton
              size="sm"
              label={t("snap")}
              aria-pressed={snap}
              className={snap ? "text-ember-ink" : "text-muted"}
              onClick={() => onSnap(!snap)}
            >
              <Grid3x3 />
            </IconButton>
            <ToolButton
              name="several"
              keys={["shift", "click"]}
              aria-pressed={several}
              className={several ? "text-ember-ink" : "text-muted"}
              onClick={() => onSeveral(!several)}
            >
              <SquareDashedMousePointer />
            </ToolButton>
            <ToolButton name="paste" keys={["mod", "V"]} onClick={onPaste}>
              <ClipboardPaste />
            </ToolButton>
          </>
        )}
        <ToolButton name="shortcuts" keys={["?"]} className="max-md:hidden" onClick={onHelp}>
          <Keyboard />
        </ToolButton>
      </div>
    </Panel>
  );
}
