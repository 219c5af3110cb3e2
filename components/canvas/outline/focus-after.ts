/** Menus and windows give the focus back a moment after they close; what was asked for comes after that. */
export const FOCUS_AFTER_MS = 40;
