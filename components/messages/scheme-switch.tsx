"use client";

import { useTranslations } from "next-intl";
import type { InAppScheme } from "./in-app-drawing.tsx";
import { useSchemes } from "./use-schemes.tsx";
import { WidthSwitch } from "./width-switch.tsx";

/** As visitors with a light browser see it, or as those with a dark one. */
export function SchemeSwitch({
  value,
  onChange,
}: {
  value: InAppScheme;
  onChange: (scheme: InAppScheme) => void;
}) {
  const t = useTranslations("messages.schemes");
  const { options } = useSchemes();
  return <WidthSwitch label={t("browser")} options={options} value={value} onChange={onChange} />;
}
