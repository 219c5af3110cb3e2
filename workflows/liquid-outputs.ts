/** A value that a template writes out: `{{ profile.name | default: "there" }}`. */
export interface LiquidOutput {
  /** As it is read: ["profile", "name"]; empty when it is not a plain path. */
  path: string[];
  filters: LiquidFilter[];
  /** The conditions of the tags around it, such as "profile.name" of `{% if profile.name %}`. */
  within: string[];
  /** Where its braces begin and end in the template. */
  start: number;
  end: number;
}

export interface LiquidFilter {
  name: string;
  /** What stands behind the colon, as it is written; empty without one. */
  argument: string;
}

/** Conditions further inside are not told. */
const CONDITIONS_MAX = 50;
/** How many characters open and close an output or a tag. */
const SIGNS = 2;
const CONDITIONS = new Set(["if", "unless", "case", "elsif", "when"]);
const OPENING = new Set(["if", "unless", "case"]);
/** What stands between these is not read. */
const SILENT = new Set(["raw", "comment"]);
const PATH = /^[A-Za-z_][\w-]*(?:\.[\w-]+|\[\s*(?:"[^"]*"|'[^']*'|\d+)\s*\])*$/;
const PATH_PART = /[\w-]+|"[^"]*"|'[^']*'/g;

/** What a template writes out, in its order. Reads with forgiveness: what it cannot read is left out. */
export function liquidOutputs(template: string): LiquidOutput[] {
  const outputs: LiquidOutput[] = [];
  const open: string[][] = [];
  let silentUntil: string | null = null;
  for (const { isTag, inner, start, end } of tokensOf(template)) {
    const [name = "", ...words] = isTag ? inner.split(/\s+/) : [];
    if (silentUntil !== null) {
      if (name === silentUntil) silentUntil = null;
      continue;
    }
    const rest = words.join(" ");
    if (SILENT.has(name)) silentUntil = `end${name}`;
    if (OPENING.has(name)) open.push([rest]);
    else if (CONDITIONS.has(name)) open.at(-1)?.push(rest);
    else if (name.startsWith("end") && OPENING.has(name.slice("end".length))) open.pop();
    if (isTag && name !== "echo") continue;
    const within = open.slice(0, CONDITIONS_MAX).flatMap((each) => each.slice(0, CONDITIONS_MAX));
    outputs.push({ ...readOutput(isTag ? rest : inner), within, start, end });
  }
  return outputs;
}

interface Token {
  isTag: boolean;
  inner: string;
  start: number;
  end: number;
}

/** Outputs and tags one after the other. Goes over the template once: it is read while somebody types. */
function* tokensOf(template: string): Generator<Token> {
  let at = 0;
  while (true) {
    const output = template.indexOf("{{", at);
    const tag = template.indexOf("{%", at);
    if (output < 0 && tag < 0) return;
    const isTag = output < 0 || (tag >= 0 && tag < output);
    const start = isTag ? tag : output;
    const close = template.indexOf(isTag ? "%}" : "}}", start + SIGNS);
    // Liquid cannot read it either.
    if (close < 0) return;
    const end = close + SIGNS;
    yield { isTag, inner: withoutDashes(template.slice(start + SIGNS, close)), start, end };
    at = end;
  }
}

function withoutDashes(inner: string): string {
  return inner.slice(inner.startsWith("-") ? 1 : 0, inner.endsWith("-") ? -1 : undefined).trim();
}

/** The text of a filter's argument in quotes; null when it is something else. */
export function quotedText(argument: string): string | null {
  const match = /^\s*(?:"([^"]*)"|'([^']*)')/.exec(argument);
  return match ? (match[1] ?? match[2] ?? "") : null;
}

function readOutput(written: string): Pick<LiquidOutput, "path" | "filters"> {
  const [value = "", ...filters] = splitOutsideQuotes(readable(written), "|");
  const path = PATH.test(value.trim()) ? (value.match(PATH_PART) ?? []) : [];
  return {
    path: path.map((part) => part.replace(/^["']|["']$/g, "")),
    filters: filters.map((filter) => {
      const [name = "", ...argument] = splitOutsideQuotes(filter, ":");
      return { name: name.trim(), argument: argument.join(":").trim() };
    }),
  };
}

/** In an email made of blocks the signs of Liquid are written as HTML. */
function readable(written: string): string {
  return written
    .replaceAll("&quot;", '"')
    .replace(/&#0?39;|&apos;/g, "'")
    .replaceAll("&nbsp;", " ");
}

function splitOutsideQuotes(text: string, sign: string): string[] {
  const parts = [""];
  let quote: string | null = null;
  for (const letter of text) {
    if (quote !== null) quote = letter === quote ? null : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    if (letter === sign && quote === null) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
