"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { usePressWords } from "#components/canvas/shortcuts/use-press-words.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

const PaletteWindow = dynamic(() => import("./palette-window.tsx").then((module) => module.PaletteWindow));

/** The button of narrow screens that opens the command palette. */
export function CommandPaletteButton() {
  const t = useTranslations("canvas.commands");
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label={t("open")} tooltip={false} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Search />
      </IconButton>
      {open && <PaletteWindow onClose={() => setOpen(false)} />}
    </>
  );
}

/** Opens the command palette with ⌘K or Ctrl+K on every page, and with its button in the navigation. */
export function CommandPalette() {
  const t = useTranslations("canvas.commands");
  const words = usePressWords();
  const [open, setOpen] = useState(false);
  // The keys of this computer are known in the browser alone.
  const [keys, setKeys] = useState("");
  const shortcut = words.all(["mod", "K"]);
  useEffect(() => setKeys(shortcut), [shortcut]);

  useEffect(() => {
    function press(event: KeyboardEvent) {
      const mod = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!mod || event.key.toLowerCase() !== "k" || event.defaultPrevented || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest("[role=dialog]")) return;
      event.preventDefault();
      setOpen(true);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
        className="mb-2 flex h-control-sm w-full items-center gap-2.5 rounded-md border bg-surface px-3 text-sm text-muted hover:bg-hover hover:text-ink"
      >
        <Search aria-hidden="true" className="size-4" />
        <span className="flex-1 text-left">{t("open")}</span>
        <kbd className="font-sans text-xs">{keys}</kbd>
      </button>
      {open && <PaletteWindow onClose={() => setOpen(false)} />}
    </>
  );
}
