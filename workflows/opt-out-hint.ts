import type { CustomerLanguage } from "./customer-texts/customer-language.ts";
import { customerTexts } from "./customer-texts/customer-texts.ts";

/** Whoever wrote it already says it in their own words. */
const SAYS_IT = /\bSTOP\b|退订/;
/** What is filled in for each person: the goods in a cart may be called anything. */
const FILLED_IN = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** Whether the author of a message, by its template, has written how to leave; never by what is filled in. */
export function saysHowToLeave(template: string): boolean {
  return SAYS_IT.test(template.replace(FILLED_IN, " "));
}

/** The text of a marketing message, with a line at its end that says how to leave. */
export function withOptOutHint(body: string, language: CustomerLanguage): string {
  return `${body}\n${customerTexts(language).text.leave}`;
}
