"use client";

import { useLocale } from "next-intl";
import type { InterfaceLanguage } from "#locales/texts.ts";

/** How each language calls itself: who cannot read the page finds the way out. */
export const LANGUAGE_NAMES: Record<InterfaceLanguage, string> = { en: "English", zh: "简体中文" };

/** The language of the interface, and the way to change it: the page is loaded again in the other one. */
export function useInterfaceLanguage() {
  return { language: useLocale(), setLanguage };
}

async function setLanguage(language: InterfaceLanguage) {
  const answer = await fetch("/api/language", { method: "POST", body: JSON.stringify({ language }) });
  if (answer.ok) window.location.reload();
}
