const OWN_KEYS =
  "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=alertdialog]";
/** Boxes and sliders are inputs too, but have no undo of their own. */
const TEXT_FIELDS =
  "input:not([type=checkbox], [type=radio], [type=range]), textarea, [contenteditable=true]";
/** What stands beside the canvas is marked with the class that React Flow leaves the keys of alone. */
const BESIDE = ".nokey";

/** Whether the keys belong to a field, a window or a menu, and not to the canvas. */
export function hasOwnKeys(target: EventTarget | null): boolean {
  return isInside(target, OWN_KEYS);
}

/** Whether keys that change or take what is selected mean something else there: a field, a window, or a panel. */
export function isBesideSteps(target: EventTarget | null): boolean {
  return isInside(target, `${OWN_KEYS}, ${BESIDE}`);
}

/** Whether text is written there, which has an undo of its own. */
export function isTextField(target: EventTarget | null): boolean {
  return isInside(target, TEXT_FIELDS);
}

function isInside(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
