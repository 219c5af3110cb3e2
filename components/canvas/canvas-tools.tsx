"use client";

import dynamic from "next/dynamic";
import { CanvasToolbar } from "./canvas-toolbar.tsx";
import { selectedPiece } from "./clipboard/selected-piece.ts";
import { useClipboard } from "./clipboard/use-clipboard.tsx";
import { useCanvasKeys } from "./shortcuts/use-canvas-keys.ts";
import type { CanvasActions } from "./use-canvas-actions.ts";
import { useCanvasCommands } from "./use-canvas-commands.ts";
import type { Editor } from "./use-editor.ts";
import { useSeveral } from "./use-several.ts";

const SelectionBar = dynamic(() => import("./selection-bar.tsx").then((module) => module.SelectionBar));

type Props = {
  editor: Editor;
  actions: CanvasActions;
  locked: boolean;
  snap: boolean;
  onSnap(snap: boolean): void;
  /** Each press on a step adds it to what is selected. */
  several: boolean;
  onSeveral(several: boolean): void;
  onHelp(): void;
};

/** Everything on the canvas that works on the drawing: keys, clipboard and toolbars. */
export function CanvasTools({ editor, actions, locked, several, ...rest }: Props) {
  const { copy, paste, box } = useClipboard({
    chosen: () => selectedPiece(editor),
    locked,
    removeChosen: actions.removeSelected,
    put: (piece) => actions.put(piece),
  });
  useCanvasKeys(actions, locked);
  useCanvasCommands(actions, { locked, paste: () => void paste() });
  useSeveral(several);
  const count = editor.selection.nodes.length;
  return (
    <>
      <CanvasToolbar
        {...rest}
        editor={editor}
        actions={actions}
        locked={locked}
        several={several}
        onPaste={() => void paste()}
      />
      {count > (several ? 0 : 1) && !locked && (
        <SelectionBar count={count} actions={actions} onCopy={() => void copy()} />
      )}
      {box}
    </>
  );
}
