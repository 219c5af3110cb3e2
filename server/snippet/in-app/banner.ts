import type { InAppMessage } from "#server/http/in-app.ts";
import { styledRoot } from "../styled-root.ts";
import { closeButton } from "./close-button.ts";
import { drawContent } from "./content.ts";
import type { Elements } from "./element.ts";
import { STYLE } from "./style.ts";
import type { Words } from "./words.ts";

/** What a visitor does with a message that showed up by itself. */
export interface PopupAnswers {
  follow(): void;
  dismiss(): void;
}

/** Shows a message at an edge of the window; the page stays usable. Answers with what takes it away. */
export function openBanner(
  page: Document,
  make: Elements,
  words: Words,
  message: InAppMessage,
  { follow, dismiss }: PopupAnswers,
): () => void {
  const host = page.createElement("rekindle-in-app");
  const root = styledRoot(host, STYLE, "closed");
  const said = make("div", { className: "said", role: "status" });
  const dismissed = () => {
    close();
    dismiss();
  };
  const followed = () => {
    close();
    follow();
  };
  const cross = closeButton(make, words.close, dismissed);
  const label = message.title || message.body;
  const section = make("section", { className: `banner ${message.position}`, label }, said, cross);
  section.onkeydown = ({ key }) => {
    if (key === "Escape") dismissed();
  };
  root.append(section);
  if (message.position === "top") page.body.prepend(host);
  else page.body.append(host);
  // Read out, since it was empty when it came in.
  said.append(...drawContent(make, message, { follow: followed, close: dismissed }));
  const giveWay = keepClear(page, message.position, section);
  return close;

  function close(): void {
    giveWay();
    host.remove();
  }
}

/** Whatever the visitor moves the focus to is scrolled to where the banner does not cover it. */
function keepClear(page: Document, edge: "top" | "bottom", section: HTMLElement): () => void {
  if (!page.adoptedStyleSheets) return () => {};
  const sheet = new CSSStyleSheet();
  const size = new ResizeObserver(() =>
    sheet.replaceSync(`:root{scroll-padding-${edge}:${section.offsetHeight + 24}px}`),
  );
  size.observe(section);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  return () => {
    size.disconnect();
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
