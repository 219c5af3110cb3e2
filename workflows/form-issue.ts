import type * as z from "zod/mini";
import { type Phrase, word } from "./phrase.ts";

/** An issue for `context.addIssue` whose message has values, which the parser's own messages cannot keep. */
export function formIssue(
  path: PropertyKey[],
  message: Phrase,
): { code: "custom"; path: PropertyKey[]; message: string; params: { phrase: Phrase } } {
  return { code: "custom", path, message: word(message), params: { phrase: message } };
}

/** What an issue says: with its values where it was made by `formIssue`. */
export function phraseOfIssue(issue: Pick<z.core.$ZodIssue, "message">): Phrase {
  const params: unknown = "params" in issue ? issue.params : undefined;
  return isOurs(params) ? params.phrase : issue.message;
}

function isOurs(params: unknown): params is { phrase: Phrase } {
  return typeof params === "object" && params !== null && "phrase" in params;
}
