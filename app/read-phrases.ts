import { cookies, headers } from "next/headers";
import { LANGUAGE_COOKIE, readInterfaceLanguage } from "#locales/read-language.ts";
import { type InterfaceLanguage, phraseFiles } from "#locales/texts.ts";
import type { PhraseLanguage } from "#workflows/phrase.ts";

/** The texts of workflows/ and of the server in the reader's language; null for English, in which they are written. */
export async function readPhrases(locale: InterfaceLanguage): Promise<PhraseLanguage | null> {
  if (locale === "en") return null;
  const files = phraseFiles.map(async (file): Promise<PhraseLanguage["texts"]> => {
    const { default: texts } = await import(`../locales/phrases/${locale}/${file}.json`);
    return texts;
  });
  return { locale, texts: Object.assign({}, ...(await Promise.all(files))) };
}

/** The language that a request asks for. */
export async function readRequestLanguage(): Promise<InterfaceLanguage> {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  return readInterfaceLanguage(chosen, (await headers()).get("accept-language"));
}
