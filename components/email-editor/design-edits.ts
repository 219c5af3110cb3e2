import {
  BLOCKS_MAX,
  COLUMN_BLOCKS_MAX,
  type EmailBlock,
  type EmailDesign,
  type SimpleEmailBlock,
} from "#workflows/email-design.ts";

export type ColumnsBlock = Extract<EmailBlock, { type: "columns" }>;

/** A list of blocks: the email itself, or one column of a columns block. */
export type List = { columnsId: string; column: number } | null;

/** Where a block stands or shall stand: before the block that has this index now. */
export interface Place {
  list: List;
  index: number;
}

/** The blocks of a list; none when there is no such list. */
export function blocksIn(design: EmailDesign, list: List): EmailBlock[] {
  if (!list) return design.blocks;
  const owner = design.blocks.find((block) => block.id === list.columnsId);
  return owner?.type === "columns" ? (owner.columns[list.column] ?? []) : [];
}

/** Every block, those in columns behind their columns block. */
export function allBlocks(design: EmailDesign): EmailBlock[] {
  return design.blocks.flatMap((block) =>
    block.type === "columns" ? [block, ...block.columns.flat()] : [block],
  );
}

export function findBlock(design: EmailDesign, id: string | null): EmailBlock | undefined {
  return id === null ? undefined : allBlocks(design).find((block) => block.id === id);
}

export function placeOf(design: EmailDesign, id: string): Place | null {
  for (const list of listsOf(design)) {
    const index = blocksIn(design, list).findIndex((block) => block.id === id);
    if (index >= 0) return { list, index };
  }
  return null;
}

/** Whether a block may stand in a list: columns hold no columns, and every list has its limit. */
export function fits(design: EmailDesign, block: EmailBlock, list: List): boolean {
  if (list && block.type === "columns") return false;
  const blocks = blocksIn(design, list);
  if (list && !lists(design, list)) return false;
  if (blocks.some(({ id }) => id === block.id)) return true;
  return blocks.length < (list ? COLUMN_BLOCKS_MAX : BLOCKS_MAX);
}

/** The design with one more block; the very same when it does not fit there or its id is taken. */
export function insertBlock(design: EmailDesign, block: EmailBlock, place: Place): EmailDesign {
  if (!fits(design, block, place.list)) return design;
  const taken = new Set(allBlocks(design).map(({ id }) => id));
  if (idsOf(block).some((id) => taken.has(id))) return design;
  return withList(design, place.list, (blocks) => blocks.toSpliced(place.index, 0, block));
}

/** The design with all of these blocks, in their order; the very same when one of them does not fit. */
export function insertBlocks(design: EmailDesign, blocks: EmailBlock[], place: Place): EmailDesign {
  let next = design;
  for (const [offset, block] of blocks.entries()) {
    const after = insertBlock(next, block, { ...place, index: place.index + offset });
    if (after === next) return design;
    next = after;
  }
  return next;
}

/** The design with a block at another place; the very same when it does not fit there or stands there already. */
export function moveBlock(design: EmailDesign, id: string, place: Place): EmailDesign {
  const block = findBlock(design, id);
  const from = placeOf(design, id);
  if (!block || !from || !fits(design, block, place.list)) return design;
  if (!sameList(from.list, place.list)) {
    const without = withList(design, from.list, (blocks) => blocks.toSpliced(from.index, 1));
    return withList(without, place.list, (blocks) => blocks.toSpliced(place.index, 0, block));
  }
  const index = place.index > from.index ? place.index - 1 : place.index;
  if (index === from.index) return design;
  return withList(design, from.list, (blocks) => blocks.toSpliced(from.index, 1).toSpliced(index, 0, block));
}

/** One up or down within its list. */
export function stepBlock(design: EmailDesign, id: string, by: -1 | 1): EmailDesign {
  const from = placeOf(design, id);
  if (!from) return design;
  const index = by === 1 ? from.index + 2 : from.index - 1;
  if (index < 0 || index > blocksIn(design, from.list).length) return design;
  return moveBlock(design, id, { list: from.list, index });
}

export function removeBlock(design: EmailDesign, id: string): EmailDesign {
  const from = placeOf(design, id);
  if (!from) return design;
  return withList(design, from.list, (blocks) => blocks.toSpliced(from.index, 1));
}

/** The design with this block in place of the one with its id; the very same when there is none. */
export function changeBlock(design: EmailDesign, block: EmailBlock): EmailDesign {
  const from = placeOf(design, block.id);
  if (!from || (from.list && block.type === "columns")) return design;
  return withList(design, from.list, (blocks) => blocks.with(from.index, block));
}

/**
 * Two or three columns. What stands in a column that goes away moves to the end of the last one that stays; the very
 * same block when it has no room for all of it.
 */
export function withColumnCount(block: ColumnsBlock, count: 2 | 3): ColumnsBlock {
  if (block.columns.length === count) return block;
  if (block.columns.length < count) return { ...block, columns: [...block.columns, []] };
  const kept = block.columns.slice(0, count - 1);
  const last = block.columns.slice(count - 1).flat();
  return last.length > COLUMN_BLOCKS_MAX ? block : { ...block, columns: [...kept, last] };
}

function lists(design: EmailDesign, list: NonNullable<List>): boolean {
  const owner = design.blocks.find((block) => block.id === list.columnsId);
  return owner?.type === "columns" && owner.columns[list.column] !== undefined;
}

function listsOf(design: EmailDesign): List[] {
  const inside = design.blocks.flatMap((block) =>
    block.type === "columns" ? block.columns.map((_, column) => ({ columnsId: block.id, column })) : [],
  );
  return [null, ...inside];
}

export function sameList(a: List, b: List): boolean {
  return a?.columnsId === b?.columnsId && a?.column === b?.column;
}

function idsOf(block: EmailBlock): string[] {
  return block.type === "columns" ? [block.id, ...block.columns.flat().map(({ id }) => id)] : [block.id];
}

function withList(
  design: EmailDesign,
  list: List,
  change: (blocks: EmailBlock[]) => EmailBlock[],
): EmailDesign {
  if (!list) return { ...design, blocks: change(design.blocks) };
  const blocks = design.blocks.map((block) => {
    if (block.id !== list.columnsId || block.type !== "columns") return block;
    const columns = block.columns.map((column, index) =>
      index === list.column ? change(column).filter(isSimple) : column,
    );
    return { ...block, columns };
  });
  return { ...design, blocks };
}

export function isSimple(block: EmailBlock): block is SimpleEmailBlock {
  return block.type !== "columns";
}
