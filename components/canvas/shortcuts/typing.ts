const OWN_KEYS =
  "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=alertdialog]";

/** Whether the keys belong to a field, a window or a menu, and not to the canvas. */
export function hasOwnKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}
