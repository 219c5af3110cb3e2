"use client";

import { Panel } from "@xyflow/react";
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Copy,
  CopyPlus,
  LayoutGrid,
  Trash2,
  WandSparkles,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { alignments, distributions } from "./arrange/align.ts";
import type { Press } from "./shortcuts/shortcuts.ts";
import { usePressWords } from "./shortcuts/use-press-words.ts";
import type { CanvasActions } from "./use-canvas-actions.ts";

const ICONS = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
  across: AlignHorizontalDistributeCenter,
  down: AlignVerticalDistributeCenter,
};

type Props = { count: number; actions: CanvasActions; onCopy(): void };

/** What can be done with several steps and notes at once. */
export function SelectionBar({ count, actions, onCopy }: Props) {
  const t = useTranslations("canvas");
  const words = usePressWords();
  const withKeys = (label: string, ...presses: Press[]) =>
    t("toolbar.withKeys", { label, keys: words.all(presses) });
  return (
    // Below what the live canvas shows in this corner.
    <Panel position="top-right" className="mt-16! max-sm:mt-28!">
      <div
        role="toolbar"
        aria-label={t("selection.bar")}
        className="flex items-center rounded-md border bg-raised p-0.5 shadow-card"
      >
        <span role="status" className="px-2 text-sm text-muted tabular-nums">
          {t("selection.count", { count })}
        </span>
        <IconButton
          size="sm"
          label={t("selection.duplicate")}
          tooltip={withKeys(t("selection.duplicate"), "mod", "D")}
          onClick={actions.duplicate}
        >
          <CopyPlus />
        </IconButton>
        <IconButton
          size="sm"
          label={t("selection.copy")}
          tooltip={withKeys(t("selection.copy"), "mod", "C")}
          onClick={onCopy}
        >
          <Copy />
        </IconButton>
        <DropdownMenu
          trigger={
            <IconButton size="sm" label={t("selection.arrange")}>
              <LayoutGrid />
            </IconButton>
          }
        >
          <DropdownMenuItem icon={<WandSparkles />} onSelect={() => void actions.tidy()}>
            {t("selection.tidy")}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          {alignments.map((how) => {
            const Icon = ICONS[how];
            return (
              <DropdownMenuItem key={how} icon={<Icon />} onSelect={() => actions.align(how)}>
                {t(`selection.${how}`)}
              </DropdownMenuItem>
            );
          })}
          {count > 2 && <DropdownMenuSeparator />}
          {count > 2 &&
            distributions.map((how) => {
              const Icon = ICONS[how];
              return (
                <DropdownMenuItem key={how} icon={<Icon />} onSelect={() => actions.distribute(how)}>
                  {t(`selection.${how}`)}
                </DropdownMenuItem>
              );
            })}
        </DropdownMenu>
        <IconButton
          size="sm"
          label={t("selection.delete")}
          tooltip={withKeys(t("selection.delete"), "delete")}
          className="text-danger"
          onClick={actions.removeSelected}
        >
          <Trash2 />
        </IconButton>
      </div>
    </Panel>
  );
}
