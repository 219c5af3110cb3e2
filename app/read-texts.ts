import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LANGUAGE_COOKIE, readInterfaceLanguage } from "#locales/read-language.ts";
import { type InterfaceLanguage, type Texts, textFiles } from "#locales/texts.ts";

/** What next-intl asks for with each page: the reader's language and its texts. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  const locale = readInterfaceLanguage(chosen, (await headers()).get("accept-language"));
  return { locale, messages: await loadTexts(locale) };
});

async function loadTexts(language: InterfaceLanguage): Promise<Texts> {
  const entries = textFiles.map(async (file) => {
    const { default: texts } = await import(`../locales/${language}/${file}.json`);
    return [file, texts] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as Texts;
}
