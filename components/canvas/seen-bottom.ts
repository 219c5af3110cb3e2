/** A sheet narrower than the canvas by more than this stands beside it. */
const SLACK_PX = 16;

/** How much of the window a full sheet of `SidePanel` covers: it may still be growing when this is asked. */
const SHEET_SHARE = 0.56;

/** Where the canvas ends for the eye, in pixels of the window: on phones a sheet covers its lower part. */
export function seenBottom(canvas: DOMRect): number {
  const sheet = document.querySelector("[role=dialog][data-state=open]")?.getBoundingClientRect();
  const covers = sheet && sheet.width >= canvas.width - SLACK_PX && sheet.top > canvas.top;
  return covers ? Math.min(sheet.top, window.innerHeight * (1 - SHEET_SHARE)) : canvas.bottom;
}
