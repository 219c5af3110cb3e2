"use client";

import { useLocale, useTranslations } from "next-intl";
import { toast } from "#components/ui/toast.ts";
import type { InterfaceLanguage } from "#locales/texts.ts";

/** How each language calls itself: who cannot read the page finds the way out. */
export const LANGUAGE_NAMES: Record<InterfaceLanguage, string> = { en: "English", zh: "简体中文" };

/** The language of the interface, and the way to change it: the page is loaded again in the other one. */
export function useInterfaceLanguage() {
  const t = useTranslations("frame");
  const setLanguage = async (language: InterfaceLanguage) => {
    if (await keepLanguage(language)) window.location.reload();
    else toast.error(t("languageFailed"), { description: t("languageFailedHelp") });
  };
  return { language: useLocale(), setLanguage };
}

async function keepLanguage(language: InterfaceLanguage): Promise<boolean> {
  try {
    const answer = await fetch("/api/language", { method: "POST", body: JSON.stringify({ language }) });
    return answer.ok;
  } catch {
    return false;
  }
}
