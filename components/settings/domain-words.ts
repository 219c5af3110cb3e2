import type { DomainFinding } from "#components/shell/outputs.ts";
import type { SettingsWords } from "./settings-words.ts";

type Code = DomainFinding["code"];
type AnsweredCode = Exclude<Code, `${string}.unanswered`>;

/** What was found, what it means, and what to do where something is to be done. */
export function wordFinding(
  { check, code, values, publish }: DomainFinding,
  t: SettingsWords,
): { title: string; text: string } {
  const words = isAnswered(code)
    ? { title: t(`domain.finding.${code}.title`), text: t(`domain.finding.${code}.text`, plain(values)) }
    : { title: t("domain.unanswered.title"), text: t("domain.unanswered.text") };
  // No provider has this record to show.
  return check === "dkim" && publish ? { ...words, text: t("domain.ownKey") } : words;
}

/** How a domain stands as a whole, in a few words. */
export function wordDomain(
  findings: readonly DomainFinding[],
  t: SettingsWords,
): { words: string; allGood: boolean } {
  const open = findings.filter(({ state }) => state === "mend" || state === "missing").length;
  if (open > 0) return { words: t("domain.toDo", { count: open }), allGood: false };
  const allGood = findings.every(({ state }) => state === "good");
  return { words: allGood ? t("domain.allGood") : t("domain.notAll"), allGood };
}

/** Names and numbers are all that is ever found. */
function plain(values: DomainFinding["values"]): Record<string, string | number> {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    typeof value === "object" ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

function isAnswered(code: Code): code is AnsweredCode {
  return !code.endsWith(".unanswered");
}
