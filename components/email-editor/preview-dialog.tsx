"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { SCRIM } from "#components/ui/scrim.ts";
import { PreviewView } from "./preview-view.tsx";

type Props = {
  /** Nothing can be changed here. */
  viewing: boolean;
  onClose(): void;
};

/** The email of a step, over the whole window. */
export function PreviewDialog({ viewing, onClose }: Props) {
  const t = useTranslations("email-editor.preview");
  const common = useTranslations("ui.common");
  const [opener] = useState(() => document.activeElement);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={SCRIM} />
        <Dialog.Content
          aria-describedby={undefined}
          // The canvas behind would delete the step.
          onKeyDown={(event) =>
            (event.key === "Delete" || event.key === "Backspace") && event.stopPropagation()
          }
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener instanceof HTMLElement) opener.focus();
          }}
          className="fixed inset-0 z-50 flex flex-col bg-page outline-none data-[state=open]:animate-fade-in"
        >
          <header className="flex items-center justify-between gap-3 border-b bg-surface px-4 py-2">
            <Dialog.Title className="text-base">{t("title")}</Dialog.Title>
            <Dialog.Close asChild>
              <Button variant="primary">{common("done")}</Button>
            </Dialog.Close>
          </header>
          <PreviewView viewing={viewing} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
