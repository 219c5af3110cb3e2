"use client";

import { useEffect, useRef, useState } from "react";

const OPEN_DELAY_MS = 350;
/** Time for the pointer to cross the gap between an element and its hint. */
const CLOSE_DELAY_MS = 120;
const GAP_PX = 6;
const MARGIN_PX = 8;

/**
 * Shows the hint of whatever carries `data-tooltip`, on hover and on focus by keyboard; Escape puts it away. The root
 * layout holds the one. A hint repeats the accessible name for the eye, so assistive programs are not told of it.
 */
export function Tooltips() {
  const box = useRef<HTMLDivElement>(null);
  const [target, setTarget] = useState<HTMLElement | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let shown: HTMLElement | null = null;
    function show(next: HTMLElement | null, delay: number) {
      clearTimeout(timer);
      if (next === shown) return;
      timer = setTimeout(() => {
        shown = next?.isConnected ? next : null;
        setTarget(shown);
      }, delay);
    }
    const over = ({ target, pointerType }: PointerEvent) => {
      if (pointerType === "touch" || box.current?.contains(target as Node)) return clearTimeout(timer);
      const next = hinted(target);
      show(next, next ? (shown ? 0 : OPEN_DELAY_MS) : CLOSE_DELAY_MS);
    };
    const focus = ({ target }: FocusEvent) => {
      const next = hinted(target);
      show(next?.matches(":focus-visible") ? next : null, 0);
    };
    const close = () => show(null, 0);
    const press = ({ key }: KeyboardEvent) => key === "Escape" && close();
    document.addEventListener("pointerover", over);
    document.addEventListener("focusin", focus);
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", press);
    document.addEventListener("scroll", close, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("focusin", focus);
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", press);
      document.removeEventListener("scroll", close, true);
    };
  }, []);

  useEffect(() => {
    const hint = box.current;
    if (!hint || !target) return;
    // A popover stands in the top layer, above every dialog.
    hint.showPopover?.();
    const { left, top } = placeBeside(target.getBoundingClientRect(), hint.getBoundingClientRect());
    hint.style.left = `${left}px`;
    hint.style.top = `${top}px`;
    return () => hint.hidePopover?.();
  }, [target]);

  return (
    <div
      ref={box}
      popover="manual"
      aria-hidden="true"
      className="fixed inset-auto m-0 max-w-64 rounded-sm border-0 bg-ink px-2.5 py-1.5 text-xs leading-snug text-page shadow-pop"
    >
      {target?.dataset.tooltip}
    </div>
  );
}

function hinted(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
}

/** Above the element, or below it where there is no room; never beyond the edges of the window. */
function placeBeside(target: DOMRect, hint: DOMRect): { left: number; top: number } {
  const above = target.top - hint.height - GAP_PX;
  const middle = target.left + (target.width - hint.width) / 2;
  const rightmost = document.documentElement.clientWidth - hint.width - MARGIN_PX;
  return {
    left: Math.max(MARGIN_PX, Math.min(middle, rightmost)),
    top: above >= MARGIN_PX ? above : target.bottom + GAP_PX,
  };
}
