/** A sheet narrower than the canvas by more than this stands beside it. */
const SLACK_PX = 16;

/** Where the canvas ends for the eye, in pixels of the window: on phones a sheet covers its lower part. */
export function seenBottom(canvas: DOMRect): number {
  const sheet = document.querySelector("[role=dialog]")?.getBoundingClientRect();
  const covers = sheet && sheet.width >= canvas.width - SLACK_PX && sheet.top > canvas.top;
  return covers ? Math.min(sheet.top, canvas.bottom) : canvas.bottom;
}
