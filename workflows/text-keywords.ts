/**
 * What somebody asks for with one word, as the associations of the phone networks lay down (CTIA Messaging Principles,
 * 5.1.3): `stop` them all, `start` them again, or `help`. Null for any other text.
 */
export type TextKeyword = "stop" | "start" | "help";

export const textKeywords: Record<TextKeyword, readonly string[]> = {
  stop: ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "退订", "TD", "T"],
  start: ["START", "YES", "UNSTOP", "订阅"],
  help: ["HELP", "INFO", "帮助"],
};
const keywords = new Map(
  Object.entries(textKeywords).flatMap(([keyword, list]) =>
    list.map((word) => [word, keyword as TextKeyword]),
  ),
);

/** The word must be the whole text; its case, spaces, signs and width do not matter: “Opt-out.” is one. */
export function textKeyword(text: string): TextKeyword | null {
  const bare = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{P}\p{S}\p{C}]/gu, "");
  return keywords.get(bare) ?? null;
}
