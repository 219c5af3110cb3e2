"use client";

import { Eye } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ConfigProvider } from "#components/config-form/config-context.tsx";
import { type FormChoices, FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

// It brings what reads designs, which those who only pass by do not need.
const PreviewDialog = dynamic(
  () => import("#components/email-editor/preview-dialog.tsx").then((module) => module.PreviewDialog),
  { ssr: false, loading: () => <Spinner label="Opening the preview" /> },
);

type Props = {
  config: Record<string, unknown>;
  choices: FormChoices;
  /** Null for somebody who may only look. */
  onChange: ((config: Record<string, unknown>, field: string) => void) | null;
};

/** Shows the email of a step as its readers get it, however it is written. */
export function EmailPreview({ config, choices, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const change = (fields: Record<string, unknown>, field: string) =>
    onChange?.({ ...config, ...fields }, field);
  return (
    <>
      <Button icon={<Eye />} className="self-start" onClick={() => setOpen(true)}>
        Preview the email
      </Button>
      {open && (
        <FormChoicesProvider choices={choices}>
          <ConfigProvider value={{ config, change }}>
            <PreviewDialog viewing={onChange === null} onClose={() => setOpen(false)} />
          </ConfigProvider>
        </FormChoicesProvider>
      )}
    </>
  );
}
