import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod/mini";
import { brandFonts } from "#workflows/brand.ts";
import { catalogue } from "#workflows/catalogue.ts";
import { hintsOf } from "#workflows/field-hints.ts";
import { KEPT_HERE } from "#workflows/kept-here.ts";
import { languageName, shopLanguages } from "#workflows/languages.ts";
import type { NodeDefinition } from "#workflows/node.ts";
import type { Phrase } from "#workflows/phrase.ts";
import { reasonTexts } from "#workflows/reasons.ts";
import { recipes } from "#workflows/recipes/recipes.ts";
import { workflowSettings } from "#workflows/settings.ts";
import { templateHelp } from "#workflows/template-help.ts";
import { whyTexts } from "#workflows/why-words.ts";

const root = new URL("../", import.meta.url);
const FOLDERS = ["workflows", "server", "components", "app"];

/** A text behind the name of a function that makes or words a phrase. */
const MADE = /\b(?:phrase|badRequest|notFound)\(\s*("(?:[^"\\]|\\.)+"|'(?:[^'\\]|\\.)+')/g;
/** What is shown where something has no text of its own: `say(label ?? "Unknown step")`. */
const FALLBACK = /\bsay\([^"\n]*\?\?\s*("(?:[^"\\]|\\.)+")\)/g;
const PAIR = /("\{a\}[^"]*\{b\}")/g;
/** What a rule of a form says when it does not hold. */
const RULE = [
  /\.(?:minLength|maxLength|minimum|maximum|min|max|length|int|number|string|enum|regex|refine)\((?:(?!describe|meta|error)[^"]){0,300}?("[A-Z“][^"\n]+"),?\s*\)/g,
  /\.refine\([^\n]*, ("[A-Z“][^"\n]+")\)/g,
  /\berror: ("[A-Z“][^"\n]+")/g,
  /\bissues\.push\(\{[^}]*\bmessage: ("[A-Z“][^"\n]+")/g,
];

/** Every English text that code of these folders words, as far as it stands there as a whole. */
export function textsInSources(): Set<string> {
  const texts = new Set<string>();
  for (const source of sources()) {
    const patterns = source.includes("zod") ? [MADE, FALLBACK, PAIR, ...RULE] : [MADE, FALLBACK, PAIR];
    for (const pattern of patterns)
      for (const [, literal] of source.matchAll(pattern)) texts.add(read(literal!));
  }
  return texts;
}

/** Every English text of the catalogue, the settings, the recipes and what else is data rather than code. */
export function textsInData(): Set<string> {
  return new Set(
    [
      ...catalogue.flatMap(textsOfNode),
      ...textsOfForm(workflowSettings),
      ...reasonTexts,
      ...whyTexts,
      ...recipes.flatMap(({ name, summary, timing, advice, needs }) => [
        ...[name, summary, timing, ...advice],
        ...needs.map(({ why }) => why),
      ]),
      ...Object.values(KEPT_HERE),
      ...templateHelp.map(({ what }) => what),
      ...shopLanguages.map((tag) => languageName(tag)),
      brandFonts.system.label,
    ].map(textOf),
  );
}

function textsOfNode(node: NodeDefinition): Phrase[] {
  const ports = node.kind === "trigger" ? [] : node.ports(node.config.parse(node.sample));
  return [
    node.label,
    node.summary,
    node.guide,
    ...ports.map(({ label }) => label),
    ...textsOfForm(node.config),
  ].filter(
    // A name that somebody gave a path.
    (text) => textOf(text) !== "{words}",
  );
}

/** What a form says of its fields, and what its rules say. */
function textsOfForm(form: z.core.$ZodType, seen = new Set<unknown>()): Phrase[] {
  if (seen.has(form)) return [];
  seen.add(form);
  const meta = hintsOf(form);
  const inner = Object.values(form._zod.def).flatMap(schemasIn);
  return [
    ...[meta.label, meta.help, meta.section].flatMap((text) => text ?? []),
    ...Object.values(meta.options ?? {}),
    ...messagesOf(form),
    ...inner.flatMap((schema) => textsOfForm(schema, seen)),
  ];
}

function schemasIn(part: unknown): z.core.$ZodType[] {
  if (Array.isArray(part)) return part.flatMap(schemasIn);
  if (typeof part !== "object" || part === null) return [];
  if (part instanceof z.core.$ZodType) return [part];
  return Object.getPrototypeOf(part) === Object.prototype ? Object.values(part).flatMap(schemasIn) : [];
}

/** The messages of a schema and of its checks that are texts: those that are made of an issue stand in the sources. */
function messagesOf({ _zod: { def } }: z.core.$ZodType): string[] {
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  return [def, ...checks].flatMap(({ error }) => {
    if (!error) return [];
    const said = error({ code: "custom", input: undefined, path: [], message: "" } as never);
    return typeof said === "string" ? [said] : [];
  });
}

function textOf(phrase: Phrase): string {
  return typeof phrase === "string" ? phrase : phrase.text;
}

function* sources(): Generator<string> {
  for (const folder of FOLDERS) {
    for (const name of readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(name) || /\.test\.tsx?$/.test(name) || name.includes("customer-texts")) continue;
      yield readFileSync(new URL(`${folder}/${name}`, root), "utf8");
    }
  }
}

function read(literal: string): string {
  return literal.startsWith("'") ? literal.slice(1, -1).replaceAll("\\'", "'") : JSON.parse(literal);
}
