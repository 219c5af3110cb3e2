"use client";

import { useTranslations } from "next-intl";
import type { Press } from "./shortcuts.ts";

const MAC_SIGNS: Partial<Record<Press, string>> = { mod: "⌘", shift: "⇧", alt: "⌥" };

/** Words for keys as they are printed on the keyboard of this computer: `["mod", "Z"]` gives "⌘Z" or "Ctrl+Z". */
export function usePressWords() {
  const t = useTranslations("canvas.shortcuts.press");
  const mac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

  function one(press: Press): string {
    const sign = mac && MAC_SIGNS[press];
    if (sign) return sign;
    if (press === "mod") return t("ctrl");
    if (press === "?" || press.length === 1) return press;
    return t(press as Exclude<Press, "mod" | Uppercase<Press>>);
  }
  return { one, all: (presses: readonly Press[]) => presses.map(one).join(mac ? "" : "+") };
}
