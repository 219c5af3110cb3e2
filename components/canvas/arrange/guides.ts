import type { Box } from "./boxes.ts";

/** Lines nearer than this look like one. */
const SAME_PX = 1;

/** Where the sides or the middle of a box are in line with those of others: upright lines and level ones. */
export function guides(box: Box, others: readonly Box[]): { upright: number[]; level: number[] } {
  const columns = others.flatMap(columnsOf);
  const rows = others.flatMap(rowsOf);
  return {
    upright: columnsOf(box).filter((x) => columns.some((other) => Math.abs(other - x) <= SAME_PX)),
    level: rowsOf(box).filter((y) => rows.some((other) => Math.abs(other - y) <= SAME_PX)),
  };
}

function columnsOf({ x, width }: Box): number[] {
  return [x, x + width / 2, x + width];
}

/** Steps are as tall as their words, so only their tops are worth a line. */
function rowsOf({ y }: Box): number[] {
  return [y];
}
