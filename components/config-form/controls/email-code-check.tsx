"use client";

import { CircleCheck, Eye } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useEmailPreview } from "#components/email-editor/use-email-preview.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useWholeConfig } from "../config-context.tsx";

const PreviewDialog = dynamic(
  () => import("#components/email-editor/preview-dialog.tsx").then((module) => module.PreviewDialog),
  { ssr: false, loading: () => <Spinner label="Opening the preview" /> },
);

/** Whether the server can write the email from its code, and if not, why. */
export function EmailCodeCheck() {
  const { config } = useWholeConfig();
  const [open, setOpen] = useState(false);
  const preview = useEmailPreview(config, null);
  return (
    <>
      {preview.isError ? (
        <Banner tone="danger" title="The email cannot be written yet" role="alert">
          {preview.error.message}
        </Banner>
      ) : (
        <div className="flex min-h-control-sm items-center justify-between gap-3 text-sm text-muted">
          {preview.isFetching || !preview.data ? (
            <Spinner label="Checking the code" />
          ) : (
            <span className="flex items-center gap-1.5">
              <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
              The code can be sent
            </span>
          )}
          <Button size="sm" icon={<Eye />} onClick={() => setOpen(true)}>
            Preview
          </Button>
        </div>
      )}
      {open && <PreviewDialog onClose={() => setOpen(false)} />}
    </>
  );
}
