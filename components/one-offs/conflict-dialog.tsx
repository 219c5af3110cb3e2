"use client";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { OneOffEditor } from "./use-one-off-draft.ts";

type Props = {
  editor: OneOffEditor;
  /** The person wants to look at the page first; the save indicator leads back here. */
  putOff: boolean;
  onPutOff(putOff: boolean): void;
};

/** Asks whose message stays when two people wrote at the same time. Until it is answered nothing is saved. */
export function ConflictDialog({ editor: { saver, saveState, replace }, putOff, onPutOff }: Props) {
  function takeTheirs() {
    const theirs = saver.takeTheirs();
    if (theirs) replace(theirs);
  }
  return (
    <Dialog
      open={saveState.kind === "conflict" && !putOff}
      onOpenChange={(open) => onPutOff(!open)}
      title="Somebody else changed this message"
      description="It was saved in another window while you were writing, so your last changes are not saved yet. Which message should stay?"
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
          <strong className="text-ink">Take theirs</strong>: the page shows what they saved, and your last
          changes are gone.
        </li>
        <li>
          <strong className="text-ink">Keep mine</strong>: what you wrote overwrites what they saved.
        </li>
      </ul>
    </Dialog>
  );
}
