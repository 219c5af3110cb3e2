import type { EmailDesign } from "./email-design.ts";
import { type DesignProblem, designTexts } from "./email-design-problems.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { type LiquidOutput, liquidOutputs } from "./liquid-outputs.ts";
import { messageTexts } from "./message-texts.ts";
import { type FilledPhrase, phrase } from "./phrase.ts";
import type { Problem } from "./validate.ts";
import { inItsLanguage } from "./variants.ts";

export const NAME_WITHOUT_FALLBACK = "message.name-without-fallback";
/** What stands for a name that is not known, until somebody writes something better. */
export const NAME_FALLBACK = "there";

/** Names of people, as shops call them. */
const NAMES = new Set(["name", "firstname", "lastname", "fullname"]);

/**
 * Messages that call people by their name without saying what stands for it where it is not known: "Hello ," is what
 * everybody else would read. What is written to the team may do so.
 */
export function nameProblems(graph: Graph): Problem[] {
  return graph.nodes.flatMap((node) =>
    messageTexts(node).flatMap(({ path, text }) => {
      const [bare] = namesWithoutFallback(text);
      return bare === undefined ? [] : [problem(node, path, bare)];
    }),
  );
}

/** The same for an email made of blocks, told by the place in its design. */
export function designNameFaults(design: EmailDesign): DesignProblem[] {
  return designTexts(design).flatMap(({ path, text }) => {
    const [bare] = namesWithoutFallback(text);
    return bare === undefined ? [] : [{ path, message: advice(bare) }];
  });
}

/** The names that a template writes out bare, such as "profile.firstName", each once. */
export function namesWithoutFallback(template: string): string[] {
  return [...new Set(bareNames(template).map(({ path }) => path.join(".")))];
}

/**
 * The template with a fallback behind every name that had none. `quote` is what stands around it: within HTML a name may
 * be part of an attribute in double quotes.
 */
export function withNameFallbacks(template: string, quote: '"' | "'" = '"'): string {
  return bareNames(template).reduceRight((text, { end }) => {
    const closing = text[end - 3] === "-" ? 3 : 2;
    const written = text.slice(0, end - closing).trimEnd();
    return `${written} | default: ${quote}${NAME_FALLBACK}${quote} ${text.slice(end - closing)}`;
  }, template);
}

function bareNames(template: string): LiquidOutput[] {
  return liquidOutputs(template).filter(
    ({ path, filters, within }) =>
      isName(path) &&
      !filters.some(({ name }) => name === "default") &&
      !within.some((condition) => condition.includes(path.join("."))),
  );
}

function isName([root, name = "", ...deeper]: string[]): boolean {
  return root === "profile" && deeper.length === 0 && NAMES.has(name.toLowerCase().replace(/[_\s-]/g, ""));
}

function problem(node: GraphNode, field: string, name: string): Problem {
  return {
    severity: "error",
    code: NAME_WITHOUT_FALLBACK,
    message: inItsLanguage(field, advice(name)),
    nodeId: node.id,
    field,
  };
}

function advice(name: string): FilledPhrase {
  return phrase(
    'Say what stands for {{ {name} }} when somebody’s name is not known: {{ {name} | default: "{fallback}" }}',
    { name, fallback: NAME_FALLBACK },
  );
}
