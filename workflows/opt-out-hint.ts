import type { CustomerLanguage } from "./customer-texts/customer-language.ts";
import { customerTexts } from "./customer-texts/customer-texts.ts";

/** Whoever wrote it already says it in their own words. */
const SAYS_IT = /\bSTOP\b|退订/;

/** The text of a marketing message, with a line at its end that says how to leave when it does not say so itself. */
export function withOptOutHint(body: string, language: CustomerLanguage): string {
  return SAYS_IT.test(body) ? body : `${body}\n${customerTexts(language).text.leave}`;
}
