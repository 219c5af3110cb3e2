"use client";

import { Eye } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfigProvider } from "#components/config-form/config-context.tsx";
import { type FormChoices, FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { MessageLanguageProvider } from "#components/config-form/message-language.tsx";
import { changeIn, configIn, placeIn, textFields } from "#components/config-form/variants.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { sendEmail } from "#workflows/actions/send-email.ts";

// It brings what reads designs, which those who only pass by do not need.
const PreviewDialog = dynamic(
  () => import("#components/email-editor/preview-dialog.tsx").then((module) => module.PreviewDialog),
  { ssr: false, loading: Opening },
);

const TEXTS = textFields(sendEmail.config) ?? new Set<string>();

type Props = {
  config: Record<string, unknown>;
  /** The one that the email is being written in; null: the shop's. */
  language?: string | null;
  choices: FormChoices;
  /** Null for somebody who may only look. */
  onChange: ((config: Record<string, unknown>, field: string) => void) | null;
};

/** Shows the email of a step as its readers get it, however it is written. */
export function EmailPreview({ config, language = null, choices, onChange }: Props) {
  const t = useTranslations("canvas.emailPreview");
  const [open, setOpen] = useState(false);
  const change = (fields: Record<string, unknown>, field: string) =>
    onChange?.(changeIn(config, TEXTS, language, fields), placeIn(TEXTS, language, field));
  return (
    <>
      <Button icon={<Eye />} className="self-start" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {open && (
        <FormChoicesProvider choices={choices}>
          <MessageLanguageProvider value={{ language, stored: config }}>
            <ConfigProvider value={{ config: configIn(config, TEXTS, language), change }}>
              <PreviewDialog viewing={onChange === null} onClose={() => setOpen(false)} />
            </ConfigProvider>
          </MessageLanguageProvider>
        </FormChoicesProvider>
      )}
    </>
  );
}

function Opening() {
  const t = useTranslations("canvas.emailPreview");
  return <Spinner label={t("opening")} />;
}
