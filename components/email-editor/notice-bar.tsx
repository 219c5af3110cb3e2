"use client";

import { Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Notice } from "./notice.ts";

/** Long enough to read it and to reach the button, also with a keyboard. */
const SHOWN_MS = 12_000;

type Props = { notice: Notice | null; onUndo(): void; onClose(): void };

/**
 * What was just done, with a way back. Inside the dialog, and not a toast: those stand outside of it, where neither the
 * keyboard nor a screen reader comes while it is open.
 */
export function NoticeBar({ notice, onUndo, onClose }: Props) {
  const t = useTranslations("email-editor.notice");
  const common = useTranslations("ui.common");
  const number = notice?.number;
  useEffect(() => {
    if (number === undefined) return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [number, onClose]);
  return (
    <>
      <p role="status" className="sr-only">
        {notice?.text}
      </p>
      {notice && notice.how !== "spoken" && (
        <div className="absolute inset-x-3 bottom-16 z-30 mx-auto flex w-fit max-w-full items-center gap-2 rounded-lg border bg-raised py-1.5 pr-1.5 pl-4 text-sm shadow-pop md:bottom-4">
          <span aria-hidden="true" className="min-w-0 truncate">
            {notice.text}
          </span>
          {notice.how === "undoable" && (
            <Button
              size="sm"
              variant="ghost"
              icon={<Undo2 />}
              onClick={() => {
                onUndo();
                onClose();
              }}
            >
              {common("undo")}
            </Button>
          )}
          <IconButton size="sm" label={t("close")} tooltip={false} className="text-muted" onClick={onClose}>
            <X />
          </IconButton>
        </div>
      )}
    </>
  );
}
