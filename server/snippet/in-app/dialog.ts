import type { Elements } from "./element.ts";

/**
 * Opens a window over the page. The browser keeps the focus inside, gives it back, and closes it with Escape; so does a
 * click beside it. Answers with what closes it.
 */
export function openDialog(
  make: Elements,
  root: ShadowRoot,
  { className, label }: { className: string; label: string },
  content: HTMLElement[],
  onClosed: () => void,
): () => void {
  const inside = make("div", {}, ...content);
  const dialog = make("dialog", { className, label, onclose: closed }, inside);
  // Nothing is given back: false would keep a link inside from being followed.
  dialog.onclick = ({ target }) => {
    if (target === dialog) close();
  };
  root.append(dialog);
  const isKnown = "HTMLDialogElement" in globalThis;
  if (isKnown) dialog.showModal();
  else {
    // Browsers of before 2022.
    dialog.setAttribute("open", "");
    dialog.setAttribute("role", "dialog");
    dialog.onkeydown = ({ key }) => {
      if (key === "Escape") close();
    };
  }
  return close;

  function close(): void {
    if (isKnown) dialog.close();
    else closed();
  }

  function closed(): void {
    dialog.remove();
    onClosed();
  }
}
