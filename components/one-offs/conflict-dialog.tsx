"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
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
  const t = useTranslations("one-offs.conflict");
  const strong = (chunks: ReactNode) => <strong className="text-ink">{chunks}</strong>;

  function takeTheirs() {
    const theirs = saver.takeTheirs();
    if (theirs) replace(theirs);
  }
  return (
    <Dialog
      open={saveState.kind === "conflict" && !putOff}
      onOpenChange={(open) => onPutOff(!open)}
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <Button onClick={takeTheirs}>{t("theirs")}</Button>
          <Button variant="danger" onClick={() => saver.keepMine()}>
            {t("mine")}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm text-muted">
        <li>{t.rich("theirsWhat", { strong })}</li>
        <li>{t.rich("mineWhat", { strong })}</li>
      </ul>
    </Dialog>
  );
}
