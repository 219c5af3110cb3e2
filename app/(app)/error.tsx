"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "#components/ui/error-state.tsx";

/** Stands in for a page that broke while it was drawn; navigation stays. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("pages.broken");
  return (
    <ErrorState title={t("title")} onRetry={reset}>
      {t("help")}
    </ErrorState>
  );
}
