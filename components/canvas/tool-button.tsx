"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Press } from "./shortcuts/shortcuts.ts";
import { usePressWords } from "./shortcuts/use-press-words.ts";

type Props = Omit<ComponentProps<typeof IconButton>, "label" | "tooltip" | "size"> & {
  /** Of its words among those of the canvas's tools. */
  name: "undo" | "redo" | "fit" | "tidy" | "note" | "several" | "paste" | "shortcuts";
  keys: Press[];
};

/** A tool of the canvas or of the list that has keys too: they stand in its hint, as this computer calls them. */
export function ToolButton({ name, keys, ...button }: Props) {
  const t = useTranslations("canvas.toolbar");
  const words = usePressWords();
  const label = t(name);
  return (
    <IconButton
      size="sm"
      label={label}
      tooltip={t("withKeys", { label, keys: words.all(keys) })}
      {...button}
    />
  );
}
