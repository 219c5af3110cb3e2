import { styledRoot } from "./styled-root.ts";

/** The shop's own words. */
export interface PromptWords {
  question: string;
  yes: string;
  no: string;
}

const STYLE = `
:host{all:initial;position:fixed;z-index:2147483647;inset-block-end:16px;inset-inline:16px;display:flex;justify-content:center;pointer-events:none}
section{pointer-events:auto;box-sizing:border-box;max-width:400px;width:100%;padding:20px;border:1px solid #8885;border-radius:14px;background:#fff;color:#1c1917;font:16px/1.5 system-ui,sans-serif;box-shadow:0 12px 40px #0003}
p{margin:0 0 16px;overflow-wrap:anywhere}
div{display:flex;flex-wrap:wrap;gap:8px;justify-content:flex-end}
button{min-height:44px;padding:0 18px;border:1px solid #8888;border-radius:10px;background:none;color:inherit;font:inherit;cursor:pointer}
button:last-child{border-color:#1c1917;background:#1c1917;color:#fff}
button:focus-visible{outline:3px solid #2563eb;outline-offset:2px}
@media(prefers-color-scheme:dark){section{background:#1c1917;color:#fafaf9}button:last-child{border-color:#fafaf9;background:#fafaf9;color:#1c1917}}`;

/**
 * Asks in the page, before the browser's own question, which a visitor can answer only once. Resolves with the answer;
 * within the same click, so that the browser may ask next. Only one is shown at a time.
 */
export function askInPage({ question, yes, no }: PromptWords, page: Document): Promise<boolean> {
  return new Promise((resolve) => {
    const host = page.createElement("rekindle-prompt");
    const root = styledRoot(host, STYLE, "open");

    const dialog = page.createElement("section");
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-label", question);
    const text = page.createElement("p");
    text.setAttribute("role", "status");
    const buttons = page.createElement("div");
    const button = (label: string, answer: boolean) => {
      const made = page.createElement("button");
      made.textContent = label;
      made.type = "button";
      made.onclick = () => close(answer);
      buttons.append(made);
      return made;
    };
    const first = button(no, false);
    button(yes, true);
    dialog.append(text, buttons);
    root.append(dialog);

    // Asked for by a click, it takes the focus and gives it back; by itself it does not interrupt.
    const before = navigator.userActivation?.isActive ? page.activeElement : null;
    page.body.append(host);
    // Read out, since it was empty when it came in.
    text.textContent = question;
    if (before) first.focus();
    // Only from within: elsewhere on the page the key means something else.
    dialog.onkeydown = ({ key }) => {
      if (key === "Escape") close(false);
    };

    function close(answer: boolean): void {
      host.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(answer);
    }
  });
}
