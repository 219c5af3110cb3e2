"use client";

import { Redo2, Undo2 } from "lucide-react";
import { ToolButton } from "./tool-button.tsx";
import type { Editor } from "./use-editor.ts";

/** Undo and redo, with their keys. */
export function UndoButtons({ editor, locked }: { editor: Editor; locked: boolean }) {
  const { draft, undo, redo } = editor;
  return (
    <>
      <ToolButton name="undo" keys={["mod", "Z"]} disabled={locked || draft.past.length === 0} onClick={undo}>
        <Undo2 />
      </ToolButton>
      <ToolButton
        name="redo"
        keys={["mod", "shift", "Z"]}
        disabled={locked || draft.future.length === 0}
        onClick={redo}
      >
        <Redo2 />
      </ToolButton>
    </>
  );
}
