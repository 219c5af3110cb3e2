"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEmailPreview } from "#components/email-editor/use-email-preview.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useWholeConfig } from "../config-context.tsx";

/** Whether the server can write the email from its code, and if not, why. */
export function EmailCodeCheck() {
  const t = useTranslations("config-form.code");
  const { config } = useWholeConfig();
  const preview = useEmailPreview(config, null);
  if (preview.isError) {
    return (
      <Banner tone="danger" title={t("broken")} role="alert">
        {preview.error.message}
      </Banner>
    );
  }
  return (
    <div className="flex min-h-control-sm items-center text-sm text-muted">
      {preview.isFetching || !preview.data ? (
        <Spinner label={t("checking")} />
      ) : (
        <span className="flex items-center gap-1.5">
          <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
          {t("fine")}
        </span>
      )}
    </div>
  );
}
