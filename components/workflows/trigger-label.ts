import { findNode } from "#workflows/catalogue.ts";
import type { Phrase } from "#workflows/phrase.ts";

/** What starts a workflow, in the words of the palette: "Abandons a cart". */
export function triggerLabel(type: string | null): Phrase {
  if (type === null) return "No trigger yet";
  return findNode(type)?.label ?? type;
}
