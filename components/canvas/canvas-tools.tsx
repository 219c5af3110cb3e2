"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { CanvasToolbar } from "./canvas-toolbar.tsx";
import { useClipboard } from "./clipboard/use-clipboard.ts";
import type { PickPlace, PickRequest } from "./picker/pick.ts";
import { useCanvasKeys } from "./shortcuts/use-canvas-keys.ts";
import { useCanvasActions } from "./use-canvas-actions.ts";
import { useCanvasCommands } from "./use-canvas-commands.ts";
import type { Editor } from "./use-editor.ts";

const StepPicker = dynamic(() => import("./picker/step-picker.tsx").then((module) => module.StepPicker));
const SelectionBar = dynamic(() => import("./selection-bar.tsx").then((module) => module.SelectionBar));
const ShortcutSheet = dynamic(() =>
  import("./shortcuts/shortcut-sheet.tsx").then((module) => module.ShortcutSheet),
);

type Props = {
  editor: Editor;
  locked: boolean;
  snap: boolean;
  onSnap(snap: boolean): void;
  /** Where somebody asked for a step; null when nobody does. */
  picking: PickRequest | null;
  onPicked(): void;
  onAddInto(type: string, place: PickPlace): void;
};

/** Everything on the canvas that works on the drawing: keys, clipboard, toolbar, and the lists that they open. */
export function CanvasTools({ editor, locked, snap, onSnap, picking, onPicked, onAddInto }: Props) {
  const [helping, setHelping] = useState(false);
  const actions = useCanvasActions(editor);
  const copy = useClipboard({
    editor,
    locked,
    removeSelected: actions.removeSelected,
    put: (piece) => actions.put(piece),
  });
  const help = () => setHelping(true);
  useCanvasKeys(actions, { locked, help });
  useCanvasCommands(actions, { locked, help });
  const count = editor.selection.nodes.length;
  return (
    <>
      <CanvasToolbar
        editor={editor}
        actions={actions}
        locked={locked}
        snap={snap}
        onSnap={onSnap}
        onHelp={help}
      />
      {count > 1 && !locked && <SelectionBar count={count} actions={actions} onCopy={() => void copy()} />}
      {picking && !locked && (
        <StepPicker
          request={picking}
          onClose={onPicked}
          onPick={(type) => {
            onPicked();
            onAddInto(type, picking.place);
          }}
        />
      )}
      {helping && <ShortcutSheet onClose={() => setHelping(false)} />}
    </>
  );
}
