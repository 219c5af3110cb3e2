"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { useDraftCopy } from "#components/workflows/use-draft-copy.ts";
import { mergeGraphs } from "#workflows/merge-graphs.ts";
import { ClashList } from "./clash-list.tsx";
import type { Editor } from "./use-editor.ts";

type Props = {
  workflow: Pick<WorkflowView, "name" | "tags">;
  editor: Editor;
  /** The person wants to look at the canvas first; the bar above it leads back here. */
  putOff: boolean;
  onPutOff(putOff: boolean): void;
};

/** Asks about what two people changed differently at the same time. Until it is answered nothing is saved. */
export function ConflictDialog({ workflow, editor, putOff, onPutOff }: Props) {
  const t = useTranslations("versions");
  const copies = useDraftCopy(workflow);
  const { saver, saveState } = editor;
  if (saveState.kind !== "conflict") return null;
  const { theirs, by, byMe } = saveState;
  const mine = editor.draft.graph;
  const merged = mergeGraphs(saver.base, mine, theirs);
  const clashes = merged.kind === "clashes" ? merged.clashes : [];
  const who = { who: byMe ? "me" : by ? "name" : "other", name: by ?? "" };

  async function keepApart() {
    const words = { title: t("conflict.copied"), description: t("conflict.copiedHelp") };
    if (!(await copies.keep(mine, words))) return;
    saver.settle();
    editor.edit({ kind: "replace", graph: theirs });
  }

  return (
    <Dialog
      open={!putOff}
      onOpenChange={(open) => onPutOff(!open)}
      size="md"
      title={t("conflict.title", who)}
      description={t("conflict.description")}
      footer={
        <>
          <Button loading={copies.isPending} onClick={() => void keepApart()}>
            {t("conflict.apart")}
          </Button>
          <Button onClick={() => void editor.decide("theirs")}>{t("conflict.takeTheirs")}</Button>
          <Button variant="primary" onClick={() => void editor.decide("mine")}>
            {t("conflict.keepMine")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {clashes.length > 0 ? (
          <ClashList clashes={clashes} mine={mine} theirs={theirs} />
        ) : (
          <p className="text-sm text-muted">{t("conflict.none")}</p>
        )}
        <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm text-muted">
          <li>{t.rich("conflict.keepMineHelp", { b: strong })}</li>
          <li>{t.rich("conflict.takeTheirsHelp", { b: strong })}</li>
          <li>{t.rich("conflict.apartHelp", { b: strong })}</li>
        </ul>
      </div>
    </Dialog>
  );
}

function strong(words: React.ReactNode) {
  return <strong className="text-ink">{words}</strong>;
}
