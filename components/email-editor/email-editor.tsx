"use client";

import { Eye, Pencil, Redo2, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useRef, useState } from "react";
import { useWholeConfig } from "#components/config-form/config-context.tsx";
import { useMessageLanguage } from "#components/config-form/message-language.tsx";
import { WidthSwitch } from "#components/messages/width-switch.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SCRIM } from "#components/ui/scrim.ts";
import { languageName } from "#workflows/languages.ts";
import { BuildView } from "./build-view.tsx";
import { EditorActionsProvider } from "./editor-context.tsx";
import { readDesign } from "./new-block.ts";
import { NoticeBar } from "./notice-bar.tsx";
import { PreviewView } from "./preview-view.tsx";
import { SaveBlockDialog } from "./save-block-dialog.tsx";
import { useDesign } from "./use-design.ts";
import { useEditorState } from "./use-editor-state.ts";

/** Writes an email out of blocks, over the whole window. What is changed is kept at once; closing loses nothing. */
export function EmailEditor({ onClose }: { onClose(): void }) {
  const t = useTranslations("email-editor.editor");
  const common = useTranslations("ui.common");
  const locale = useLocale();
  const { config, change } = useWholeConfig();
  const { language } = useMessageLanguage();
  const state = useDesign(
    () => readDesign(config.design),
    (design) => change({ design }, "design"),
  );
  const [mode, setMode] = useState<"build" | "preview">("build");
  const [dragging, setDragging] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  const [opener] = useState(() => document.activeElement);
  const editor = useEditorState(state, content);
  const { actions, selectedId, notice } = editor;

  function press(event: KeyboardEvent) {
    // The canvas behind listens for the same keys, and would go back or delete the step.
    const { key } = event;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const letter = command ? key.toLowerCase() : "";
    if (letter !== "z" && letter !== "y" && key !== "Delete" && key !== "Backspace") return;
    event.stopPropagation();
    if (isTyping(event.target) || mode !== "build") return;
    event.preventDefault();
    if (letter === "y" || (letter === "z" && event.shiftKey)) state.redo();
    else if (letter === "z") state.undo();
    else if (selectedId && isInBlock(event.target)) actions.remove(selectedId);
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={SCRIM} />
        <Dialog.Content
          ref={content}
          aria-describedby={undefined}
          onKeyDown={press}
          onInteractOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener instanceof HTMLElement) opener.focus();
          }}
          onEscapeKeyDown={(event) => {
            if (!dragging && (selectedId === null || mode !== "build")) return;
            event.preventDefault();
            if (!dragging) actions.select(null);
          }}
          className="fixed inset-0 z-50 flex flex-col bg-page outline-none data-[state=open]:animate-fade-in"
        >
          <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-surface px-3 py-2 sm:px-4">
            <Dialog.Title className="mr-auto text-base max-sm:sr-only">
              {language === null ? t("title") : t("titleIn", { language: languageName(language, locale) })}
            </Dialog.Title>
            <WidthSwitch
              label={t("shown")}
              options={[
                { value: "build", label: common("edit"), icon: <Pencil /> },
                { value: "preview", label: t("preview"), icon: <Eye /> },
              ]}
              value={mode}
              onChange={setMode}
            />
            <div className="flex max-sm:ml-auto">
              <IconButton label={common("undo")} disabled={!state.canUndo} onClick={state.undo}>
                <Undo2 />
              </IconButton>
              <IconButton label={t("redo")} disabled={!state.canRedo} onClick={state.redo}>
                <Redo2 />
              </IconButton>
            </div>
            <Dialog.Close asChild>
              <Button variant="primary">{common("done")}</Button>
            </Dialog.Close>
          </header>
          <EditorActionsProvider value={actions}>
            {mode === "build" ? (
              <BuildView
                state={state}
                selectedId={selectedId}
                settingsOpen={editor.settingsOpen}
                onSettingsOpen={editor.setSettingsOpen}
                onDragging={setDragging}
              />
            ) : (
              <PreviewView />
            )}
            <NoticeBar notice={notice} onUndo={state.undo} onClose={editor.clearNotice} />
            {editor.saving && (
              <SaveBlockDialog block={editor.saving} onClose={() => editor.setSaving(null)} />
            )}
          </EditorActionsProvider>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function isInBlock(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("[data-block]") !== null;
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable=true]") !== null;
}
