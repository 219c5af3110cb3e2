import { findNode } from "#workflows/catalogue.ts";

/** What starts a workflow, in the words of the palette: "Abandons a cart". */
export function triggerLabel(type: string | null): string {
  if (type === null) return "No trigger yet";
  return findNode(type)?.label ?? type;
}
