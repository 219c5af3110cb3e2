import { add, newPicture, toPng } from "./png.ts";

const PADDING_PX = 20;
const TITLE_PX = 36;
const ROW_PX = 40;
const LETTER_PX = 7.5;
const CELL_MIN_PX = 72;
const GAP_PX = 2;

/** A table whose cells have colours. */
export interface HeatTable {
  label: string;
  /** The first one is that of the rows' heads. */
  columns: string[];
  rows: { head: string; cells: { text: string; hint?: string; heat?: number }[] }[];
}

/** Shares above 0 are never without any colour. */
const HEAT_LEAST = 0.08;

/** The colour of a cell, as style sheets have it; `heat` is from 0 to 1. */
export function heatColour(heat: number): string {
  const depth = heat > 0 ? Math.max(HEAT_LEAST, Math.min(1, heat)) : 0;
  return `color-mix(in srgb, var(--heat) ${Math.round(depth * 100)}%, var(--surface))`;
}

/** A table of the page as a PNG file, in the colours that `page` has. Throws where the browser cannot draw it. */
export async function drawTable(table: HeatTable, page: Element): Promise<Blob> {
  const { label, columns, rows } = table;
  const looks = getComputedStyle(page);
  const colour = (name: string) => looks.getPropertyValue(name).trim();
  const widths = columns.map((name, column) => {
    const texts = rows.map(({ head, cells }) => (column === 0 ? head : (cells[column - 1]?.text ?? "")));
    return Math.max(CELL_MIN_PX, ...[name, ...texts].map(({ length }) => length * LETTER_PX + 20));
  });
  const lefts = widths.map(
    (_, column) => PADDING_PX + widths.slice(0, column).reduce((sum, w) => sum + w, 0),
  );
  const width = Math.ceil((lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0) + PADDING_PX);
  const height = 2 * PADDING_PX + TITLE_PX + (rows.length + 1) * ROW_PX;
  const picture = newPicture(width, height, colour("--surface"));
  const ink = colour("--ink");
  add(
    picture,
    "text",
    { x: PADDING_PX, y: PADDING_PX + 14, fill: ink, "font-size": 16, "font-weight": 600 },
    label,
  );

  const write = (text: string, column: number, y: number, fill: string, size = 13) => {
    const left = lefts[column] ?? 0;
    const isHead = column === 0;
    const x = isHead ? left : left + (widths[column] ?? 0) / 2;
    const anchor = isHead ? "start" : "middle";
    add(picture, "text", { x, y, fill, "font-size": size, "text-anchor": anchor }, text);
  };
  const top = PADDING_PX + TITLE_PX;
  columns.forEach((name, column) => {
    write(name, column, top + 18, colour("--muted"), 12);
  });
  rows.forEach(({ head, cells }, index) => {
    const y = top + ROW_PX * (index + 1);
    write(head, 0, y + 24, ink);
    cells.forEach(({ text, hint, heat }, cell) => {
      const column = cell + 1;
      if (heat !== undefined) {
        const place = {
          x: lefts[column] ?? 0,
          y,
          width: (widths[column] ?? 0) - GAP_PX,
          height: ROW_PX - GAP_PX,
        };
        add(picture, "rect", { ...place, rx: 3, fill: shown(heatColour(heat), page) });
      }
      write(text, column, y + (hint ? 18 : 24), ink);
      if (hint) write(hint, column, y + 32, ink, 10);
    });
  });
  return await toPng(picture, width, height);
}

/** What a colour comes to on the page, for where its variables do not reach. */
function shown(colour: string, page: Element): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  page.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
