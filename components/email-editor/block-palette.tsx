"use client";

import { useDraggable } from "@dnd-kit/core";
import { useTranslations } from "next-intl";
import { PHONE_QUERY, useMedia } from "#components/canvas/use-media.ts";
import { blockIcons, blockTypes } from "./block-kinds.ts";
import type { Dragged } from "./drag.ts";
import { useEditorActions } from "./editor-context.tsx";
import { SavedBlocks } from "./saved-blocks.tsx";

const ITEM =
  "flex min-h-11 w-full touch-manipulation items-center gap-3 rounded-md px-2.5 py-1.5 text-left text-sm hover:bg-hover";

/** The kinds of blocks and those that were kept, to press or to drag into the email. */
export function BlockPalette({ onAdded }: { onAdded?(): void }) {
  const t = useTranslations("email-editor");
  const { add } = useEditorActions();
  return (
    <>
      <h2 className="px-2.5 pb-1 text-sm font-medium">{t("palette.title")}</h2>
      <ul>
        {blockTypes.map((type) => {
          const Icon = blockIcons[type];
          return (
            <li key={type}>
              <PaletteItem
                id={`new ${type}`}
                dragged={{ kind: "new", type }}
                onAdd={() => {
                  add(type);
                  onAdded?.();
                }}
              >
                <Icon aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
                <span className="min-w-0">
                  <span className="block">{t(`blocks.${type}.label`)}</span>
                  <span className="block truncate text-xs text-muted">{t(`blocks.${type}.summary`)}</span>
                </span>
              </PaletteItem>
            </li>
          );
        })}
      </ul>
      <SavedBlocks onAdded={onAdded} />
    </>
  );
}

type Props = { id: string; dragged: Dragged; onAdd(): void; children: React.ReactNode };

/** Pressing adds, also with the keyboard; only a pointer drags. */
export function PaletteItem({ id, dragged, onAdd, children }: Props) {
  const phone = useMedia(PHONE_QUERY);
  const { setNodeRef, listeners } = useDraggable({ id, data: { dragged }, disabled: phone });
  const { onKeyDown: _keys, ...pointer } = listeners ?? {};
  return (
    <button ref={setNodeRef} type="button" {...pointer} onClick={onAdd} className={ITEM}>
      {children}
    </button>
  );
}
