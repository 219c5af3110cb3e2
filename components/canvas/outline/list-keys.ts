import type { KeyboardEvent } from "react";
import { type Arrow, isArrow } from "./rows.ts";

/** What a key does on a row of the list. */
export type ListKey =
  | { kind: "go"; arrow: Arrow }
  | { kind: "move"; direction: "up" | "down" }
  | { kind: "add" }
  | { kind: "remove" };

type Pressed = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

/** Null for keys that are not the list's, such as Ctrl+Z and Enter. */
export function readListKey({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): ListKey | null {
  if (ctrlKey || metaKey || shiftKey) return null;
  if (altKey) {
    if (key === "ArrowUp") return { kind: "move", direction: "up" };
    return key === "ArrowDown" ? { kind: "move", direction: "down" } : null;
  }
  if (isArrow(key)) return { kind: "go", arrow: key };
  if (key === "Insert" || key.toLowerCase() === "a") return { kind: "add" };
  return key === "Delete" || key === "Backspace" ? { kind: "remove" } : null;
}
