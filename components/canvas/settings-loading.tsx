"use client";

import { useTranslations } from "next-intl";
import { Spinner } from "#components/ui/spinner.tsx";

/** In place of settings while their code is fetched. */
export function SettingsLoading() {
  const t = useTranslations("canvas.editor");
  return <Spinner label={t("openingSettings")} />;
}
