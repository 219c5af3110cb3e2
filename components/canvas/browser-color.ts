/**
 * What `d3-color` is in the browser, which knows no colours: the canvas's library glides over the drawing with it, from
 * number to number, and never from one colour to another.
 */
export function color(): null {
  return null;
}

export { color as cubehelix, color as hcl, color as hsl, color as lab, color as rgb };
