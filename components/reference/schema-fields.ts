import type { useTranslations } from "next-intl";
import { resolve, type Schema, type Schemas, withoutNull } from "./api-document.ts";

/** Deeper fields are left to the example. */
const DEPTH_MAX = 3;

/** One field of a body, in the words of the page. */
export interface SchemaField {
  /** With the fields around it: "consents[].state". */
  path: string;
  type: string;
  isRequired: boolean;
  description: string | null;
}

/** What the words on a type are made with. */
export interface TypeWords {
  schemas: Schemas;
  t: ReturnType<typeof useTranslations<"reference">>;
  /** How numbers are written. */
  locale: string;
}

/** The fields of an object, each followed by those inside it. */
export function fieldsOf(schema: Schema, words: TypeWords): SchemaField[] {
  return collect(resolve(schema, words.schemas), words, "", 0);
}

function collect(schema: Schema, words: TypeWords, prefix: string, depth: number): SchemaField[] {
  const { schemas } = words;
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix + name;
    const { schema: inner } = withoutNull(property, schemas);
    const field = {
      path,
      type: wordType(property, words),
      isRequired: schema.required?.includes(name) ?? false,
      description: property.description ?? inner.description ?? null,
    };
    if (depth + 1 >= DEPTH_MAX) return [field];
    const items = inner.items && resolve(inner.items, schemas);
    const within = items?.properties
      ? collect(items, words, `${path}[].`, depth + 1)
      : collect(inner, words, `${path}.`, depth + 1);
    return [field, ...within];
  });
}

/** What a value may be: "text", "list of objects", "“on” or “off”". */
export function wordType(schema: Schema, words: TypeWords): string {
  const { schema: inner, mayBeNull } = withoutNull(schema, words.schemas);
  const type = wordLimited(inner, words);
  return mayBeNull ? words.t("type.orNull", { type }) : type;
}

const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;
const PLURAL_TYPES = ["string", "number", "integer", "object"] as const;

function wordOne(schema: Schema, words: TypeWords): string {
  const { t } = words;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum)
    return wordChoice(
      schema.enum.map((value) => JSON.stringify(value)),
      words,
    );
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return wordChoice([...new Set(choices.map((choice) => wordType(choice, words)))], words);
  if (schema.format === "date-time") return t("type.time");
  if (schema.type === "array" && schema.items)
    return t("type.listOf", { items: wordMany(schema.items, words) });
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? ""];
  return wordChoice(
    types.map((type) => t(`type.one.${known(TYPES, type) ?? "anything"}`)),
    words,
  );
}

function wordMany(items: Schema, words: TypeWords): string {
  const word = wordType(items, words);
  const plain = PLURAL_TYPES.find((type) => words.t(`type.one.${type}`) === word);
  return plain ? words.t(`type.many.${plain}`) : word;
}

/** "a or b or c". */
function wordChoice(choices: readonly string[], { t }: TypeWords): string {
  const [only = "", ...others] = choices;
  return others.reduce((first, other) => t("type.or", { first, other }), only);
}

function known<Type extends string>(types: readonly Type[], type: string): Type | undefined {
  return types.find((other) => other === type);
}

function wordLimited(schema: Schema, words: TypeWords): string {
  const { t, locale } = words;
  const { maxLength, maxItems, minimum, maximum } = schema;
  const type = wordOne(schema, words);
  const written = (limit: number) => limit.toLocaleString(locale);
  if (maxLength !== undefined) return t("type.upToCharacters", { type, max: written(maxLength) });
  if (maxItems !== undefined) return t("type.upTo", { type, max: written(maxItems) });
  // A number that a computer holds exactly is no limit that anybody means.
  const isMeant = (limit: number | undefined): limit is number =>
    limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  if (isMeant(minimum) && isMeant(maximum))
    return t("type.between", { type, min: String(minimum), max: String(maximum) });
  return type;
}
