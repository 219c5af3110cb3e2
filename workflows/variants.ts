import * as z from "zod/mini";
import { bestLanguage, plainTag } from "./best-language.ts";
import type { Reader } from "./facts.ts";
import { formIssue } from "./form-issue.ts";
import { isLanguage, languageName } from "./languages.ts";
import { type Phrase, phrase } from "./phrase.ts";

/** More languages than any shop writes in; each may hold a whole email. */
export const VARIANTS_MAX = 20;

const IN_LANGUAGE = "{language}: {message}";
const FIELD_IN_VARIANT = /^variants\.([^.]+)\.(.+)$/;

/**
 * The field `variants` of a message's settings: its texts in other languages, by the language's tag (BCP 47). The
 * settings' own texts are in the shop's language and stand for everybody else.
 */
export function variantsOf<T extends z.ZodMiniObject>(texts: T) {
  return z
    ._default(z.record(z.string(), texts).check(z.superRefine(checkLanguages)), {})
    .check(z.meta({ label: "Other languages", control: "variants" }));
}

function checkLanguages(variants: Record<string, unknown>, context: z.core.$RefinementCtx): void {
  const tags = Object.keys(variants);
  const refuse = (path: string[], message: Phrase) => context.addIssue(formIssue(path, message));
  if (tags.length > VARIANTS_MAX) refuse([], phrase("At most {max} other languages", { max: VARIANTS_MAX }));
  const seen = new Set<string>();
  for (const tag of tags) {
    if (!isLanguage(tag)) refuse([tag], phrase("“{tag}” is not a language", { tag }));
    if (seen.has(plainTag(tag)))
      refuse([tag], phrase("{language} is there twice", { language: languagePhrase(tag) }));
    seen.add(plainTag(tag));
  }
}

type Varied = { variants: Record<string, object> };

/** A message as one person gets it. `language`: the variant that was chosen; null for the shop's own texts. */
export interface ChosenVariant<C> {
  language: string | null;
  config: Omit<C, "variants">;
}

/**
 * The message in the language of somebody with this locale ("zh-CN", "pt_BR"), else in the shop's. The shop's own texts
 * compete under the shop's language: a shop in Traditional Chinese writes to Taiwan with them, whatever "zh" says.
 */
export function chooseVariant<C extends Varied>(
  config: C,
  { locale, shopLanguage }: Reader,
): ChosenVariant<C> {
  const { variants, ...base } = config;
  // A variant comes first: the shop may have changed its language to one that the message was already written in.
  const best = bestLanguage([...Object.keys(variants), shopLanguage], locale);
  const language = best !== null && Object.hasOwn(variants, best) ? best : null;
  return { language, config: language === null ? base : { ...base, ...variants[language] } };
}

/** One wording of a message, with where it stands in the settings: "" or "variants.zh.". */
export interface Wording<C> {
  language: string | null;
  path: string;
  /** The fields that it has of its own: all of them, or the texts of a variant. */
  own: string[];
  config: Omit<C, "variants">;
}

/** Every wording of a message, the shop's own first. Settings that know no variants have one. */
export function wordingsOf<C extends Partial<Varied>>(config: C): Wording<C>[] {
  const { variants = {}, ...base } = config;
  return [
    { language: null, path: "", own: Object.keys(base), config: base },
    ...Object.entries(variants).map(([language, texts]) => ({
      ...{ language, path: `variants.${language}.`, own: Object.keys(texts) },
      config: { ...base, ...texts },
    })),
  ];
}

/** The language and the field that a place inside a variant names ("variants.zh.subject"); null for any other. */
export function fieldInVariant(field: string): { language: string; field: string } | null {
  const [, language, inner] = FIELD_IN_VARIANT.exec(field) ?? [];
  return language !== undefined && inner !== undefined ? { language, field: inner } : null;
}

/** What is said about a field, with the language in front where it is one of a variant: "Chinese: Write a subject". */
export function inItsLanguage(field: string, message: Phrase): Phrase {
  const place = fieldInVariant(field);
  if (!place) return message;
  return phrase(IN_LANGUAGE, {
    language: languagePhrase(place.language),
    message: phrase(message),
  });
}

/** What `inItsLanguage` was given: for those who see the language anyway. */
export function withoutItsLanguage(message: Phrase): Phrase {
  const said =
    typeof message !== "string" && message.text === IN_LANGUAGE ? message.values.message : undefined;
  return typeof said === "object" && "text" in said ? said : message;
}

/** A language is a text like any other: whoever shows it has its name by the English one. */
function languagePhrase(tag: string) {
  return phrase(languageName(tag));
}
