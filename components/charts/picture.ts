import { type Chart, lookOfSeries } from "./chart.ts";
import { add, newPicture, setAll, toPng } from "./png.ts";

const PADDING_PX = 20;
const TITLE_PX = 30;
const LEGEND_ROW_PX = 22;
const LETTER_PX = 8;
/** What decides the look of a shape or a text; all else has no effect in the drawings here. */
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-size",
  "font-weight",
  "text-anchor",
];

/** A chart as it stands on the page, with its title and names, as a PNG file. Throws where the browser cannot draw it. */
export async function drawPicture<Opened>(shown: SVGSVGElement, chart: Chart<Opened>): Promise<Blob> {
  const width = shown.clientWidth + 2 * PADDING_PX;
  const rows = legendRows(chart, width);
  const top = PADDING_PX + TITLE_PX + rows.length * LEGEND_ROW_PX;
  const height = top + shown.clientHeight + PADDING_PX;
  const colours = getComputedStyle(shown);
  const colour = (name: string) => colours.getPropertyValue(name).trim();

  const picture = newPicture(width, height, colour("--surface"));
  const ink = colour("--ink");
  add(
    picture,
    "text",
    { x: PADDING_PX, y: PADDING_PX + 12, fill: ink, "font-size": 16, "font-weight": 600 },
    chart.label,
  );
  rows.forEach((row, line) => {
    const y = PADDING_PX + TITLE_PX + line * LEGEND_ROW_PX;
    for (const { name, x, index } of row) {
      const { colour: variable, dash } = lookOfSeries(index);
      const stroke = colour(variable.slice("var(".length, -1));
      add(picture, "path", {
        d: `M${x} ${y}h20`,
        stroke,
        "stroke-width": 3,
        "stroke-dasharray": dash ?? "none",
      });
      add(picture, "text", { x: x + 28, y: y + 4, fill: ink, "font-size": 12 }, name);
    }
  });
  const inside = withLooks(shown);
  setAll(inside, { x: PADDING_PX, y: top });
  picture.append(inside);
  return await toPng(picture, width, height);
}

/** The names of the series, as many to a row as fit. */
function legendRows<Opened>({ series }: Chart<Opened>, width: number) {
  const rows: { name: string; x: number; index: number }[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const [index, { name }] of series.entries()) {
    const needed = 48 + name.length * LETTER_PX;
    if (x + needed > width - PADDING_PX) {
      rows.push([]);
      x = PADDING_PX;
    }
    rows.at(-1)?.push({ name, x, index });
    x += needed;
  }
  return series.length > 1 ? rows : [];
}

/** A copy that carries its looks itself: away from the page, no style sheet and no theme reaches it. */
function withLooks(shown: SVGSVGElement): SVGSVGElement {
  const copy = shown.cloneNode(true) as SVGSVGElement;
  const originals = shown.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const looks = getComputedStyle(original);
    for (const name of LOOKS) element.setAttribute(name, looks.getPropertyValue(name));
  });
  return copy;
}
