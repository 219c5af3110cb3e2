"use client";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Editor } from "./use-editor.ts";

type Props = {
  editor: Editor;
  /** The person wants to look at the canvas first; the bar above it leads back here. */
  putOff: boolean;
  onPutOff(putOff: boolean): void;
};

/** Asks whose drawing stays when two people drew at the same time. Until it is answered nothing is saved. */
export function ConflictDialog({ editor, putOff, onPutOff }: Props) {
  const { saver, saveState } = editor;

  function takeTheirs() {
    const theirs = saver.takeTheirs();
    if (theirs) editor.edit({ kind: "replace", graph: theirs });
  }

  return (
    <Dialog
      open={saveState.kind === "conflict" && !putOff}
      onOpenChange={(open) => onPutOff(!open)}
      title="Somebody else changed this workflow"
      description="It was saved in another window while you were drawing, so your last changes are not saved yet. Which drawing should stay?"
      footer={
        <>
          <Button onClick={takeTheirs}>Take theirs</Button>
          <Button variant="danger" onClick={() => saver.keepMine()}>
            Keep mine
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm text-muted">
        <li>
          <strong className="text-ink">Take theirs</strong>: the canvas shows what they saved. Undo brings
          yours back.
        </li>
        <li>
          <strong className="text-ink">Keep mine</strong>: your drawing overwrites what they saved.
        </li>
      </ul>
    </Dialog>
  );
}
