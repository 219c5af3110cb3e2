import { createTranslator } from "next-intl";
import english from "#locales/en/settings.json";
import type { SettingsWords } from "./settings-words.ts";

/** Its own types are inferred from every text of the file, which takes the compiler minutes and gigabytes. */
const translate = createTranslator as unknown as (options: object) => SettingsWords;

/** The words of the settings where no component is: in tests. */
export const settingsWords = (locale = "en", settings: object = english): SettingsWords =>
  translate({ locale, namespace: "settings", messages: { settings } });
