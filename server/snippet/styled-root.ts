/**
 * Makes an element a part of its page with a style of its own. The style sheet is made by script, which strict content
 * security policies allow where style elements are not; only browsers that cannot do that get an element.
 */
export function styledRoot(host: HTMLElement, style: string, mode: ShadowRootMode): ShadowRoot {
  const root = host.attachShadow({ mode });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const element = host.ownerDocument.createElement("style");
    element.textContent = style;
    root.append(element);
  }
  return root;
}
