/** Pixels of the file for each of the screen, so that it stays sharp where it is shown larger or printed. */
const SCALE = 2;
const SVG = "http://www.w3.org/2000/svg";

/** An empty drawing that stands nowhere yet. */
export function newPicture(width: number, height: number, background: string): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  setAll(picture, { width, height, "font-family": "ui-sans-serif, system-ui, sans-serif" });
  add(picture, "rect", { width, height, fill: background });
  return picture;
}

/** What is drawn as a PNG file. Throws where the browser cannot draw it. */
export async function toPng(picture: SVGSVGElement, width: number, height: number): Promise<Blob> {
  const image = new Image();
  // A data address: the content security policy lets no other kind in.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext("2d");
  context?.scale(SCALE, SCALE);
  context?.drawImage(image, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob || !context) throw new Error("the browser drew no picture");
  return blob;
}

export type Values = Record<string, string | number>;

export function add(parent: Element, kind: string, values: Values, text = ""): void {
  const element = document.createElementNS(SVG, kind);
  setAll(element, values);
  element.textContent = text;
  parent.append(element);
}

export function setAll(element: Element, values: Values): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
}
