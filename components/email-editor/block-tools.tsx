"use client";

import {
  ArrowDown,
  ArrowUp,
  BookmarkPlus,
  Copy,
  GripVertical,
  SlidersHorizontal,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { EmailBlock } from "#workflows/email-design.ts";
import { useEditorActions } from "./editor-context.tsx";

type Props = {
  block: EmailBlock;
  title: string;
  first: boolean;
  last: boolean;
  /** What makes a button take hold of the block. */
  handle: ComponentProps<"button">;
};

/** What can be done with the selected block as a whole. */
export function BlockTools({ block, title, first, last, handle }: Props) {
  const t = useTranslations("email-editor.tools");
  const common = useTranslations("ui.common");
  const { step, duplicate, remove, save, openSettings, narrow } = useEditorActions();
  return (
    <div
      role="toolbar"
      aria-label={t("actions", { block: title })}
      className="absolute top-full right-0 z-20 mt-1.5 flex w-max max-w-full flex-wrap items-center rounded-md border bg-raised p-0.5 text-left text-ink shadow-pop"
    >
      <button
        type="button"
        {...handle}
        data-handle=""
        aria-label={t("drag", { block: title })}
        className="flex size-control-sm cursor-grab touch-none items-center justify-center rounded-md text-muted hover:bg-hover [&_svg]:size-4"
      >
        <GripVertical aria-hidden="true" />
      </button>
      <IconButton size="sm" label={t("up")} disabled={first} onClick={() => step(block.id, -1)}>
        <ArrowUp />
      </IconButton>
      <IconButton size="sm" label={t("down")} disabled={last} onClick={() => step(block.id, 1)}>
        <ArrowDown />
      </IconButton>
      <IconButton size="sm" label={t("duplicate")} onClick={() => duplicate(block.id)}>
        <Copy />
      </IconButton>
      <IconButton size="sm" label={t("save")} onClick={() => save(block)}>
        <BookmarkPlus />
      </IconButton>
      {narrow && (
        <IconButton size="sm" label={t("settings")} onClick={openSettings}>
          <SlidersHorizontal />
        </IconButton>
      )}
      <IconButton size="sm" label={common("delete")} className="text-danger" onClick={() => remove(block.id)}>
        <Trash2 />
      </IconButton>
    </div>
  );
}
