import type { useTranslations } from "next-intl";

/** The texts of the settings in the reader's language, for functions that make words. */
export type SettingsWords = ReturnType<typeof useTranslations<"settings">>;

/** A list without "and": "a, b, c". */
export const PLAIN_LIST = { type: "conjunction", style: "narrow" } as const;
