import type { InAppMessage } from "#server/http/in-app.ts";
import { styledRoot } from "../styled-root.ts";
import type { PopupAnswers } from "./banner.ts";
import { closeButton } from "./close-button.ts";
import { drawContent } from "./content.ts";
import { openDialog } from "./dialog.ts";
import type { Elements } from "./element.ts";
import { STYLE } from "./style.ts";
import type { Words } from "./words.ts";

/** Shows a message over the page, until it is closed. Answers with what takes it away, without an answer. */
export function openModal(
  page: Document,
  make: Elements,
  words: Words,
  message: InAppMessage,
  { follow, dismiss }: PopupAnswers,
  foot: HTMLElement,
): () => void {
  const host = page.createElement("rekindle-in-app");
  const root = styledRoot(host, STYLE, "closed");
  let isAnswered = false;
  page.body.append(host);
  const close = openDialog(
    make,
    root,
    { className: "modal", label: message.title || message.body },
    [
      closeButton(make, words.close, () => close()),
      ...drawContent(make, message, {
        follow() {
          answered();
          follow();
        },
        close: () => close(),
      }),
      foot,
    ],
    () => {
      host.remove();
      if (!isAnswered) dismiss();
    },
  );

  function answered(): void {
    isAnswered = true;
    close();
  }
  return answered;
}

/** Whether a window over the page would come at a bad time: another one is open, or the visitor is writing. */
export function isBusy(page: Document): boolean {
  return (
    page.activeElement?.matches("input,textarea,select,[contenteditable]") === true ||
    page.querySelector("dialog[open],[aria-modal=true],rekindle-prompt") !== null
  );
}
