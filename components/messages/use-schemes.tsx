"use client";

import { Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";

/** Light and dark, as a choice of the colors that a message is drawn in. */
export function useSchemes() {
  const t = useTranslations("messages.schemes");
  return {
    label: t("colors"),
    options: [
      { value: "light", label: t("light"), icon: <Sun /> },
      { value: "dark", label: t("dark"), icon: <Moon /> },
    ],
  } as const;
}
