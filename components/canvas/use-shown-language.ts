import { useState } from "react";
import { isWrongIn, variantsIn } from "#components/config-form/variants.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { Problem } from "#workflows/validate.ts";

/**
 * The language in which a step's message is shown, null for the shop's, and how to choose another one. A step that is
 * opened shows the first language in which something is to be mended.
 */
export function useShownLanguage(
  { config }: GraphNode,
  texts: ReadonlySet<string> | null,
  problems: Problem[],
): [string | null, (language: string | null) => void] {
  const languages = texts ? Object.keys(variantsIn(config)) : [];
  const [chosen, setChosen] = useState<string | null>(
    () => (texts && [null, ...languages].find((tag) => isWrongIn(problems, texts, tag))) ?? null,
  );
  // Going back may take away the one that was chosen.
  return [chosen !== null && languages.includes(chosen) ? chosen : null, setChosen];
}
