"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type Props = { onText(text: string): void; onClose(): void };

/** Takes copied steps as text where the browser does not let a button read what was copied. */
export function PasteBox({ onText, onClose }: Props) {
  const t = useTranslations("canvas.clipboard.box");
  const [text, setText] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("help")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" disabled={text.trim() === ""} onClick={() => onText(text)}>
            {t("put")}
          </Button>
        </>
      }
    >
      <Field label={t("label")}>
        <Textarea code rows={6} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
    </Dialog>
  );
}
