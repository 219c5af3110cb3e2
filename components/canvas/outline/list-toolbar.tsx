"use client";

import { CircleAlert, ClipboardPaste, Keyboard, Settings } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { summariseSettings } from "../settings-summary.ts";
import { ToolButton } from "../tool-button.tsx";
import { UndoButtons } from "../undo-buttons.tsx";
import type { Editor } from "../use-editor.ts";

type Props = {
  editor: Editor;
  locked: boolean;
  /** Something in the settings of the workflow has to be put right. */
  badSettings: boolean;
  onSettings: (() => void) | null;
  onPaste(): void;
  onHelp(): void;
};

/** Undo, redo and the settings of the workflow, above the list. */
export function ListToolbar({ editor, locked, badSettings, onSettings, onPaste, onHelp }: Props) {
  const say = useSay();
  const t = useTranslations("outline.toolbar");
  const summary = summariseSettings(editor.draft.graph.settings).map(say).join(" · ");
  const words = badSettings ? t("badSettings") : summary;
  return (
    <div role="toolbar" aria-label={t("label")} className="flex min-w-0 items-center gap-1">
      <UndoButtons editor={editor} locked={locked} />
      {!locked && (
        <ToolButton name="paste" keys={["mod", "V"]} onClick={onPaste}>
          <ClipboardPaste />
        </ToolButton>
      )}
      <ToolButton name="shortcuts" keys={["?"]} className="max-md:hidden" onClick={onHelp}>
        <Keyboard />
      </ToolButton>
      {onSettings && (
        <button
          type="button"
          aria-label={words === "" ? t("settingsOf") : t("settingsAre", { words })}
          title={words || undefined}
          onClick={onSettings}
          className="ml-auto flex min-h-control-sm min-w-0 items-center gap-2 rounded-md border bg-raised px-2.5 text-left text-[0.8125rem] text-muted shadow-card hover:bg-sunken hover:text-ink"
        >
          {badSettings ? (
            <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 text-danger" />
          ) : (
            <Settings aria-hidden="true" className="size-3.5 shrink-0" />
          )}
          <span className="min-w-0 truncate">{words || t("settings")}</span>
        </button>
      )}
    </div>
  );
}
