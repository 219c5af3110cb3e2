const SVG = "http://www.w3.org/2000/svg";

/** The sign of the inbox. */
export function drawBell(page: Document): SVGElement {
  const svg = page.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = page.createElementNS(SVG, "path");
  path.setAttribute("d", "M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9M10.3 21a2 2 0 0 0 3.4 0");
  svg.append(path);
  return svg;
}
