"use client";

import {
  ArrowDown,
  ArrowUp,
  ClipboardPaste,
  Copy,
  CopyPlus,
  EllipsisVertical,
  Plus,
  Replace,
  Trash2,
  Unlink,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import { useCanvasView } from "../canvas-context.tsx";
import { FOCUS_AFTER_MS } from "./focus-after.ts";
import { type ListChanges, useListActions } from "./list-context.tsx";
import { placeBehind } from "./places.ts";

type Props = {
  node: GraphNode;
  number: number;
  via: string | null;
  tabIndex: number;
};

/** What can be done with a step of the list. */
export function StepMenu({ node, number, tabIndex, ...rest }: Props) {
  const t = useTranslations("outline");
  const { changes } = useListActions();
  const button = useRef<HTMLButtonElement>(null);
  if (!changes) return null;
  return (
    <DropdownMenu
      trigger={
        <IconButton
          ref={button}
          label={t("menu.open", { number })}
          tooltip={false}
          tabIndex={tabIndex}
          className="mt-1.5 mr-1 text-muted"
        >
          <EllipsisVertical />
        </IconButton>
      }
    >
      <Items node={node} changes={changes} anchor={() => button.current} {...rest} />
    </DropdownMenu>
  );
}

type ItemsProps = Pick<Props, "node" | "via"> & {
  changes: ListChanges;
  anchor(): HTMLElement | null;
};

function Items({ node, via, changes, anchor }: ItemsProps) {
  const t = useTranslations("outline.menu");
  const { graph, clipboard } = useListActions();
  const { drawing } = useCanvasView();
  const trigger = findNode(node.type)?.kind === "trigger";
  const behind = placeBehind(graph, node);
  const up = changes.pairOf(node.id, "up");
  const down = changes.pairOf(node.id, "down");
  /** The menu gives its focus back first; a list of steps that loses the focus would close again. */
  function ask(open: (button: HTMLElement) => void) {
    setTimeout(() => {
      const button = anchor();
      if (button) open(button);
    }, FOCUS_AFTER_MS);
  }
  return (
    <>
      <DropdownMenuItem
        icon={<Plus />}
        disabled={!behind}
        onSelect={() => ask((button) => behind && changes.askStep(behind, button))}
      >
        {t("addBehind")}
      </DropdownMenuItem>
      {trigger && (
        <DropdownMenuItem
          icon={<Replace />}
          onSelect={() =>
            ask((button) => drawing?.pick({ place: { kind: "trigger", nodeId: node.id }, anchor: button }))
          }
        >
          {t("changeTrigger")}
        </DropdownMenuItem>
      )}
      {!trigger && (
        <>
          <DropdownMenuItem icon={<ArrowUp />} disabled={!up} onSelect={() => up && changes.move(node, up)}>
            {t("moveUp")}
          </DropdownMenuItem>
          <DropdownMenuItem
            icon={<ArrowDown />}
            disabled={!down}
            onSelect={() => down && changes.move(node, down)}
          >
            {t("moveDown")}
          </DropdownMenuItem>
          <DropdownMenuItem icon={<CopyPlus />} onSelect={() => changes.duplicate(node)}>
            {t("duplicate")}
          </DropdownMenuItem>
        </>
      )}
      <DropdownMenuItem icon={<Copy />} onSelect={() => clipboard.copy(node)}>
        {t("copy")}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={<ClipboardPaste />}
        disabled={!behind}
        onSelect={() => clipboard.pasteBehind(node)}
      >
        {t("pasteBehind")}
      </DropdownMenuItem>
      {via && (
        <DropdownMenuItem icon={<Unlink />} onSelect={() => changes.disconnect([via])}>
          {t("disconnect")}
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => changes.remove(node, true)}>
        {t("delete")}
      </DropdownMenuItem>
    </>
  );
}
