"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus, Redo2, Undo2 } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { FIT } from "./layout.ts";
import type { Editor } from "./use-editor.ts";
import { CALM_QUERY, useMedia } from "./use-media.ts";

const ZOOM_MS = 160;

/** Undo, redo and zoom, at the lower left of the canvas. */
export function CanvasToolbar({ editor, locked }: { editor: Editor; locked: boolean }) {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const duration = useMedia(CALM_QUERY) ? 0 : ZOOM_MS;
  const { draft, undo, redo } = editor;
  return (
    <Panel position="bottom-left">
      <div
        role="toolbar"
        aria-label="Canvas tools"
        className="flex items-center rounded-md border bg-raised p-0.5 shadow-card"
      >
        <IconButton
          size="sm"
          label="Undo"
          tooltip="Undo (Ctrl+Z)"
          disabled={locked || draft.past.length === 0}
          onClick={undo}
        >
          <Undo2 />
        </IconButton>
        <IconButton
          size="sm"
          label="Redo"
          tooltip="Redo (Ctrl+Shift+Z)"
          disabled={locked || draft.future.length === 0}
          onClick={redo}
        >
          <Redo2 />
        </IconButton>
        <span aria-hidden="true" className="mx-0.5 h-5 w-px bg-line" />
        <IconButton size="sm" label="Zoom out" onClick={() => zoomOut({ duration })}>
          <Minus />
        </IconButton>
        <IconButton size="sm" label="Zoom in" onClick={() => zoomIn({ duration })}>
          <Plus />
        </IconButton>
        <IconButton size="sm" label="Show everything" onClick={() => fitView({ ...FIT, duration })}>
          <Maximize />
        </IconButton>
      </div>
    </Panel>
  );
}
