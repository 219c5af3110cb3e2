import type { Elements } from "./element.ts";
import type { Words } from "./words.ts";

export interface LeavingParts {
  make: Elements;
  words: Words;
  /** The visitor wants no more messages, as the person of this one; or takes that back. */
  wish(id: string, kind: "left" | "rejoined"): void;
}

/** Answers with what draws the entry by which a visitor says no to messages, and in the same place takes that back. */
export function createLeaving({ make, words, wish }: LeavingParts) {
  let hasLeft = false;

  return (id: string): HTMLElement => {
    const note = make("span", { role: "status" });
    const button = make("button", {
      type: "button",
      onclick() {
        hasLeft = !hasLeft;
        wish(id, hasLeft ? "left" : "rejoined");
        draw();
      },
    });
    draw();
    return make("div", { className: "leave" }, note, button);

    function draw(): void {
      note.textContent = hasLeft ? `${words.left} ` : "";
      button.textContent = hasLeft ? words.undo : words.leave;
    }
  };
}
