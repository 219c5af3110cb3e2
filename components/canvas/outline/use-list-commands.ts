"use client";

import { ClipboardPaste } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOfferedCommands } from "#components/command-palette/use-offered-commands.ts";

/** What the list offers in the command palette beside what every view does. */
export function useListCommands({ locked, paste }: { locked: boolean; paste(): void }): void {
  const t = useTranslations("canvas.toolbar");
  useOfferedCommands(() =>
    locked
      ? []
      : [
          {
            id: "paste",
            group: "canvas",
            label: t("paste"),
            Icon: ClipboardPaste,
            presses: ["mod", "V"],
            run: paste,
          },
        ],
  );
}
