import { findNode } from "#workflows/catalogue.ts";

/** What starts a workflow, in the words of the palette: "abandons a cart". */
export function triggerLabel(type: string | null): string {
  if (type === null) return "no trigger yet";
  const label = findNode(type)?.label;
  return label ? label.charAt(0).toLowerCase() + label.slice(1) : type;
}
