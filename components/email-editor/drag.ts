import type {
  Active,
  Announcements,
  CollisionDetection,
  DroppableContainer,
  KeyboardCoordinateGetter,
} from "@dnd-kit/core";
import type { EmailBlock, EmailDesign } from "#workflows/email-design.ts";
import { blockTitle, type EditorWords } from "./block-kinds.ts";
import { blocksIn, isSimple, type Place } from "./design-edits.ts";
import type { BlockType } from "./new-block.ts";

/** What is being dragged: a block of the email, a kind from the palette, or a saved block. */
export type Dragged =
  | { kind: "block"; block: EmailBlock }
  | { kind: "new"; type: BlockType }
  | { kind: "saved"; name: string; blocks: EmailBlock[] };

/** How far beside the email a pointer still drops into it. */
const REACH_PX = 120;

export function draggedOf(active: Pick<Active, "data"> | null): Dragged | null {
  const dragged = active?.data.current?.dragged as Dragged | undefined;
  return dragged ?? null;
}

export function placeIn(over: Pick<DroppableContainer, "data"> | null): Place | null {
  const place = over?.data.current?.place as Place | undefined;
  return place ?? null;
}

export function draggedTitle(dragged: Dragged, t: EditorWords): string {
  if (dragged.kind === "block") return blockTitle(dragged.block, t);
  return dragged.kind === "new" ? t(`blocks.${dragged.type}.label`) : dragged.name;
}

/** The kind of what is dragged; for several blocks that of the widest. */
export function draggedType(dragged: Dragged): BlockType {
  if (dragged.kind === "new") return dragged.type;
  if (dragged.kind === "block") return dragged.block.type;
  return dragged.blocks.every(isSimple) ? (dragged.blocks[0]?.type ?? "text") : "columns";
}

/** The gap between two blocks nearest to the pointer, or with the keyboard to the corner of what is moved. */
export const nearestSlot: CollisionDetection = ({
  active,
  droppableContainers,
  droppableRects,
  pointerCoordinates,
  collisionRect,
}) => {
  const point = pointerCoordinates ?? { x: collisionRect.left, y: collisionRect.top };
  let nearest: { container: DroppableContainer; distance: number } | null = null;
  for (const container of slotsFor(active, droppableContainers)) {
    const rect = droppableRects.get(container.id);
    if (!rect) continue;
    const aside = Math.max(rect.left - point.x, 0, point.x - rect.right);
    if (pointerCoordinates && aside > REACH_PX) continue;
    const distance = Math.hypot(aside, Math.max(rect.top - point.y, 0, point.y - rect.bottom));
    // Of equally near ones the later is the one further inside.
    if (!nearest || distance <= nearest.distance) nearest = { container, distance };
  }
  return nearest ? [{ id: nearest.container.id, data: { droppableContainer: nearest.container } }] : [];
};

/** Arrow keys go from gap to gap, in the order in which the email is read. */
export const slotByKey: KeyboardCoordinateGetter = (event, { context }) => {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.code];
  if (by === undefined || !context.active) return;
  event.preventDefault();
  const slots = slotsFor(context.active, context.droppableContainers.getEnabled()).sort(inDocument);
  const here = slots.findIndex(({ id }) => id === context.over?.id);
  const next = slots[here + by];
  const rect = next && context.droppableRects.get(next.id);
  return rect ? { x: rect.left, y: rect.top } : undefined;
};

/** What a screen reader says while a block is moved. */
export function announcementsFor(design: () => EmailDesign, t: EditorWords): Announcements {
  const title = (active: Active) => {
    const dragged = draggedOf(active);
    return dragged ? draggedTitle(dragged, t) : t("drag.theBlock");
  };
  const where = (over: DroppableContainer | { data: DroppableContainer["data"] } | null) => {
    const place = placeIn(over);
    return place ? wordPlace(design(), place, t) : t("drag.outside");
  };
  return {
    onDragStart: ({ active }) => t("drag.start", { block: title(active) }),
    onDragOver: ({ active, over }) => t("drag.over", { block: title(active), place: where(over) }),
    onDragEnd: ({ active, over }) => t("drag.end", { block: title(active), place: where(over) }),
    onDragCancel: ({ active }) => t("drag.cancel", { block: title(active) }),
  };
}

/** "before Heading “Hello”", "at the end of column 2". */
export function wordPlace(design: EmailDesign, { list, index }: Place, t: EditorWords): string {
  const next = blocksIn(design, list)[index];
  if (!list) return next ? t("drag.before", { block: blockTitle(next, t) }) : t("drag.endOfEmail");
  const column = list.column + 1;
  return next
    ? t("drag.beforeInColumn", { block: blockTitle(next, t), column })
    : t("drag.endOfColumn", { column });
}

/** Columns cannot stand in columns, so for them only the gaps of the email itself count. */
function slotsFor(active: Active, containers: DroppableContainer[]): DroppableContainer[] {
  const dragged = draggedOf(active);
  const wide = dragged && draggedType(dragged) === "columns";
  return containers.filter((container) => {
    const place = placeIn(container);
    return place !== null && !(wide && place.list);
  });
}

function inDocument(a: DroppableContainer, b: DroppableContainer): number {
  if (!a.node.current || !b.node.current) return 0;
  const follows = a.node.current.compareDocumentPosition(b.node.current) & Node.DOCUMENT_POSITION_FOLLOWING;
  return follows ? -1 : 1;
}
