"use client";

import { useDroppable } from "@dnd-kit/core";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import type { EmailBlock } from "#workflows/email-design.ts";
import { CanvasBlock } from "./canvas-block.tsx";
import type { ColumnsBlock, List, Place } from "./design-edits.ts";

type Props = { label: string; blocks: EmailBlock[]; list: List; selectedId: string | null };

/** Blocks below each other, with the gaps into which others are dropped. */
export function BlockList({ label, blocks, list, selectedId }: Props) {
  const t = useTranslations("email-editor.drawing");
  return (
    <ol aria-label={label} className={cn("relative flex flex-col", list ? "min-h-16 flex-1 gap-4" : "gap-5")}>
      {blocks.map((block, index) => (
        <li key={block.id} className="relative">
          <DropSlot place={{ list, index }} />
          <CanvasBlock
            block={block}
            first={index === 0}
            last={index === blocks.length - 1}
            selected={block.id === selectedId}
          >
            {block.type === "columns" && <Columns block={block} selectedId={selectedId} />}
          </CanvasBlock>
        </li>
      ))}
      {blocks.length === 0 && list && (
        <li
          className="flex min-h-16 items-center justify-center rounded-sm border border-dashed p-2 text-center text-xs"
          style={{ borderColor: "#a8a29e", color: "#57534e" }}
        >
          {t("emptyColumn")}
        </li>
      )}
      <li className="absolute inset-x-0 bottom-0" aria-hidden="true">
        <DropSlot place={{ list, index: blocks.length }} />
      </li>
    </ol>
  );
}

function Columns({ block, selectedId }: { block: ColumnsBlock; selectedId: string | null }) {
  const t = useTranslations("email-editor.drawing");
  return (
    <div className="flex flex-col gap-4 @md:flex-row">
      {block.columns.map((blocks, column) => (
        <div key={columnKey(block, column)} className="flex min-w-0 flex-1 flex-col">
          <BlockList
            label={t("column", { number: column + 1 })}
            blocks={blocks}
            list={{ columnsId: block.id, column }}
            selectedId={selectedId}
          />
        </div>
      ))}
    </div>
  );
}

/** Columns have no identity but their place. */
function columnKey({ id }: ColumnsBlock, column: number): string {
  return `${id} ${column}`;
}

/** A gap between blocks. It takes no room, so that nothing moves while something is dragged. */
function DropSlot({ place }: { place: Place }) {
  const { list, index } = place;
  const { setNodeRef, isOver } = useDroppable({
    id: `slot ${list ? `${list.columnsId} ${list.column}` : "email"} ${index}`,
    data: { place },
  });
  return (
    <div ref={setNodeRef} className="pointer-events-none absolute inset-x-0 -top-2 h-0">
      {isOver && <div className="absolute inset-x-0 -top-0.5 z-10 h-1 rounded-full bg-ember" />}
    </div>
  );
}
