import * as z from "zod/mini";
import type { Problem } from "#workflows/validate.ts";
import { fieldInVariant, withoutItsLanguage } from "#workflows/variants.ts";

type Config = Record<string, unknown>;

/** The fields that a message has in each language of its own; null for a form that knows no languages. */
export function textFields(schema: z.ZodMiniType): ReadonlySet<string> | null {
  const variants = schema instanceof z.ZodMiniObject ? schema.shape.variants : undefined;
  const record = variants instanceof z.ZodMiniDefault ? variants.def.innerType : variants;
  if (!(record instanceof z.ZodMiniRecord) || !(record.def.valueType instanceof z.ZodMiniObject)) return null;
  return new Set(Object.keys(record.def.valueType.shape));
}

/** The texts of each language but the shop's, as the form left them. */
export function variantsIn({ variants }: Config): Record<string, Config> {
  if (typeof variants !== "object" || variants === null) return {};
  return Object.fromEntries(
    Object.entries(variants).map(([tag, texts]) => [
      tag,
      typeof texts === "object" && texts !== null ? (texts as Config) : {},
    ]),
  );
}

/** The settings as they would be if the message were written in one language only; null: the shop's. */
export function configIn(config: Config, texts: ReadonlySet<string>, language: string | null): Config {
  if (language === null) return config;
  const shared = Object.entries(config).filter(([key]) => !texts.has(key));
  return { ...Object.fromEntries(shared), ...variantsIn(config)[language] };
}

/** The settings after some of `configIn` were changed: the texts of that language, and what all of them share. */
export function changeIn(
  config: Config,
  texts: ReadonlySet<string>,
  language: string | null,
  changed: Config,
): Config {
  if (language === null) return { ...config, ...changed };
  const variants = variantsIn(config);
  const entries = Object.entries(changed);
  const own = Object.fromEntries(entries.filter(([key]) => texts.has(key)));
  const shared = Object.fromEntries(entries.filter(([key]) => !texts.has(key)));
  return {
    ...config,
    ...shared,
    variants: { ...variants, [language]: { ...variants[language], ...own } },
  };
}

/** Where a field of `configIn` stands in the settings: "variants.zh.subject". */
export function placeIn(texts: ReadonlySet<string>, language: string | null, field: string): string {
  const [key = ""] = field.split(".");
  return language !== null && texts.has(key) ? `variants.${language}.${field}` : field;
}

/** With one more language, which begins with the texts of the shop's. */
export function addVariant(config: Config, texts: ReadonlySet<string>, language: string): Config {
  const copied = Object.fromEntries(Object.entries(config).filter(([key]) => texts.has(key)));
  return { ...config, variants: { ...variantsIn(config), [language]: copied } };
}

export function removeVariant(config: Config, language: string): Config {
  const { [language]: _removed, ...variants } = variantsIn(config);
  return { ...config, variants };
}

/** The problems of one language, told as `configIn` has its fields, with those of what all of them share. */
export function problemsOf(
  problems: Problem[],
  texts: ReadonlySet<string>,
  language: string | null,
): Problem[] {
  return problems.flatMap((problem): Problem[] => {
    const place = fieldInVariant(problem.field ?? "");
    if (place) {
      if (place.language !== language) return [];
      return [{ ...problem, field: place.field, message: withoutItsLanguage(problem.message) }];
    }
    const [key = ""] = (problem.field ?? "").split(".");
    return language !== null && texts.has(key) ? [] : [problem];
  });
}

/** Whether something in the texts of a language is to be mended. */
export function isWrongIn(problems: Problem[], texts: ReadonlySet<string>, language: string | null): boolean {
  return problemsOf(problems, texts, language).some(({ field = "" }) => texts.has(field.split(".")[0] ?? ""));
}
