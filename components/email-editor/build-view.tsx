"use client";

import {
  type Active,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MeasuringStrategy,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { PHONE_QUERY, useMedia } from "#components/canvas/use-media.ts";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { BlockFields } from "./block-fields.tsx";
import { blockIcons, blockTitle } from "./block-kinds.ts";
import { BlockPalette } from "./block-palette.tsx";
import { DesignCanvas } from "./design-canvas.tsx";
import { findBlock, moveBlock } from "./design-edits.ts";
import {
  announcementsFor,
  type Dragged,
  draggedOf,
  draggedTitle,
  draggedType,
  nearestSlot,
  placeIn,
  slotByKey,
} from "./drag.ts";
import { useEditorActions } from "./editor-context.tsx";
import { copyOf, newBlock } from "./new-block.ts";
import type { DesignState } from "./use-design.ts";

const MOUSE = { activationConstraint: { distance: 4 } };
/** A finger that moves at once scrolls. */
const TOUCH = { activationConstraint: { delay: 180, tolerance: 8 } };
const KEYBOARD = { coordinateGetter: slotByKey };
const MEASURING = { droppable: { strategy: MeasuringStrategy.WhileDragging } };

type Props = {
  state: DesignState;
  selectedId: string | null;
  settingsOpen: boolean;
  onSettingsOpen(open: boolean): void;
  onDragging(dragging: boolean): void;
};

/** Palette, email and the settings of the selected block; on small windows the outer two rise as sheets. */
export function BuildView({ state, selectedId, settingsOpen, onSettingsOpen, onDragging }: Props) {
  const t = useTranslations("email-editor");
  const { narrow, select, put, notify } = useEditorActions();
  const phone = useMedia(PHONE_QUERY);
  const [adding, setAdding] = useState(false);
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, MOUSE),
    useSensor(TouchSensor, TOUCH),
    useSensor(KeyboardSensor, KEYBOARD),
  );
  const newest = useRef(state.design);
  newest.current = state.design;
  const accessibility = useMemo(
    () => ({
      announcements: announcementsFor(() => newest.current, t),
      screenReaderInstructions: { draggable: t("build.instructions") },
    }),
    [t],
  );
  const selected = findBlock(state.design, selectedId);

  function hold(active: Active | null) {
    const what = active && draggedOf(active);
    setDragged(what);
    onDragging(what !== null);
  }

  function drop(active: Active, over: Parameters<typeof placeIn>[0]) {
    const what = draggedOf(active);
    const place = placeIn(over);
    hold(null);
    if (!what || !place) return;
    if (what.kind !== "block") {
      const blocks = what.kind === "new" ? [newBlock(what.type, t)] : what.blocks.map(copyOf);
      put(blocks, place, t("build.added", { block: draggedTitle(what, t) }));
      return;
    }
    const moved = moveBlock(state.design, what.block.id, place);
    if (moved !== state.design) state.edit(() => moved);
    else if (place.list && what.block.type !== "columns") notify(t("build.noRoom"), "spoken");
    select(what.block.id);
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearestSlot}
      measuring={MEASURING}
      accessibility={accessibility}
      onDragStart={({ active }) => hold(active)}
      onDragCancel={() => hold(null)}
      onDragEnd={({ active, over }) => drop(active, over)}
    >
      <div className="flex min-h-0 flex-1">
        {!phone && (
          <aside
            aria-label={t("build.blocksToAdd")}
            className="w-60 shrink-0 overflow-y-auto border-r bg-surface p-3"
          >
            <BlockPalette />
          </aside>
        )}
        <DesignCanvas state={state} selectedId={selectedId} />
        {!narrow && (
          <aside
            aria-label={t("fields.legend")}
            className="w-80 shrink-0 overflow-y-auto border-l bg-surface p-4"
          >
            {selected ? (
              <>
                <h2 className="mb-4 text-base">{t(`blocks.${selected.type}.label`)}</h2>
                <BlockFields key={selected.id} block={selected} />
              </>
            ) : (
              <p className="text-sm text-muted">{t("build.selectFirst")}</p>
            )}
          </aside>
        )}
      </div>
      {phone && (
        <div className="flex justify-center border-t bg-surface px-3 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
          <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
            {t("build.add")}
          </Button>
        </div>
      )}
      {phone && (
        <Sheet open={adding} onOpenChange={setAdding} title={t("build.add")}>
          <BlockPalette onAdded={() => setAdding(false)} />
        </Sheet>
      )}
      {narrow && (
        <Sheet
          open={settingsOpen && selected !== undefined}
          onOpenChange={onSettingsOpen}
          title={selected ? blockTitle(selected, t) : t("build.settings")}
        >
          {selected && <BlockFields key={selected.id} block={selected} />}
        </Sheet>
      )}
      <DragOverlay dropAnimation={null}>{dragged && <Held dragged={dragged} />}</DragOverlay>
    </DndContext>
  );
}

/** What hangs at the pointer while something is dragged. */
function Held({ dragged }: { dragged: Dragged }) {
  const t = useTranslations("email-editor");
  const Icon = blockIcons[draggedType(dragged)];
  return (
    <div className="flex w-fit max-w-64 items-center gap-2 rounded-md border bg-raised px-3 py-2 text-sm text-ink shadow-pop">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span className="truncate">{draggedTitle(dragged, t)}</span>
    </div>
  );
}
