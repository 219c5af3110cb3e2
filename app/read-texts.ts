import { getRequestConfig } from "next-intl/server";
import { type InterfaceLanguage, type Texts, textFiles } from "#locales/texts.ts";
import { readRequestLanguage } from "./read-phrases.ts";

/** What next-intl asks for with each page: the reader's language and its texts. */
export default getRequestConfig(async () => {
  const locale = await readRequestLanguage();
  return { locale, messages: await loadTexts(locale) };
});

async function loadTexts(language: InterfaceLanguage): Promise<Texts> {
  const entries = textFiles.map(async (file) => {
    const { default: texts } = await import(`../locales/${language}/${file}.json`);
    return [file, texts] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as Texts;
}
