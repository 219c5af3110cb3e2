"use client";

import { ClipboardPaste, Maximize, SquareDashedMousePointer, StickyNote, WandSparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Command } from "#components/command-palette/commands.ts";
import { useOfferedCommands } from "#components/command-palette/use-offered-commands.ts";
import type { CanvasActions } from "./use-canvas-actions.ts";

/** What the canvas offers in the command palette: putting it in order, and looking around. */
export function useCanvasCommands(
  actions: CanvasActions,
  { locked, paste }: { locked: boolean; paste(): void },
): void {
  const t = useTranslations("canvas");
  useOfferedCommands(() => {
    const changing: Command[] = [
      {
        id: "tidy",
        group: "canvas",
        label: t("toolbar.tidy"),
        Icon: WandSparkles,
        presses: ["alt", "shift", "T"],
        run: () => void actions.tidy(),
      },
      {
        id: "note",
        group: "canvas",
        label: t("toolbar.note"),
        Icon: StickyNote,
        presses: ["alt", "shift", "N"],
        run: actions.addNote,
      },
      {
        id: "paste",
        group: "canvas",
        label: t("toolbar.paste"),
        Icon: ClipboardPaste,
        presses: ["mod", "V"],
        run: paste,
      },
    ];
    return [
      ...(locked ? [] : changing),
      {
        id: "fit",
        group: "canvas",
        label: t("toolbar.fit"),
        Icon: Maximize,
        presses: ["alt", "shift", "F"],
        run: actions.fit,
      },
      {
        id: "select all",
        group: "canvas",
        label: t("commands.actions.selectAll"),
        Icon: SquareDashedMousePointer,
        presses: ["mod", "A"],
        run: actions.selectAll,
      },
    ];
  });
}
