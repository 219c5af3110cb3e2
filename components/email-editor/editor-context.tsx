"use client";

import { createContext, use } from "react";
import type { Brand } from "#workflows/brand.ts";
import type { EmailBlock } from "#workflows/email-design.ts";
import type { Place } from "./design-edits.ts";
import type { BlockType } from "./new-block.ts";

/** Whether a notice is only read out, shown as well, or shown with a way back. */
export type NoticeKind = "spoken" | "shown" | "undoable";

/** What the parts of the editor can do. It stays the same object while blocks change, so that only they are redrawn. */
export interface EditorActions {
  brand: Brand;
  shopName: string;
  /** The settings of a block and the palette rise as sheets instead of standing beside the email. */
  narrow: boolean;
  select(id: string | null): void;
  /** Shows the settings of the selected block. */
  openSettings(): void;
  /** Changes with the same topic join into one entry to undo. */
  change(block: EmailBlock, topic?: string): void;
  step(id: string, by: -1 | 1): void;
  duplicate(id: string): void;
  remove(id: string): void;
  /** Asks for a name and keeps the block for other emails. */
  save(block: EmailBlock): void;
  /** At this very place; `words` tell it to a screen reader. */
  put(blocks: EmailBlock[], place: Place, words: string): void;
  /** Behind the selected block, else at the end. */
  add(type: BlockType): void;
  addSaved(name: string, blocks: EmailBlock[]): void;
  /** Ends a gesture, so that the next change is an entry of its own. */
  settle(): void;
  notify(text: string, how?: Exclude<NoticeKind, "undoable">): void;
}

const EditorContext = createContext<EditorActions | null>(null);

export const EditorActionsProvider = EditorContext;

export function useEditorActions(): EditorActions {
  const actions = use(EditorContext);
  if (!actions) throw new Error("a part of the email editor stands outside of it");
  return actions;
}
