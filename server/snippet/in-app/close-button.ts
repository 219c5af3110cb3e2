import type { Elements } from "./element.ts";

/** The cross in a corner. */
export function closeButton(make: Elements, label: string, onclick: () => void): HTMLElement {
  return make("button", { type: "button", className: "close", label, onclick }, "✕");
}
