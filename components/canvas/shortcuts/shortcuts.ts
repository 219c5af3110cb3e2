/** A key or a gesture; `mod` is ⌘ on a Mac and Ctrl elsewhere. Single letters stand for themselves. */
export type Press =
  | "mod"
  | "shift"
  | "alt"
  | "click"
  | "drag"
  | "scroll"
  | "arrows"
  | "space"
  | "enter"
  | "escape"
  | "insert"
  | "delete"
  | "backspace"
  | "A"
  | "C"
  | "D"
  | "F"
  | "K"
  | "N"
  | "T"
  | "V"
  | "X"
  | "Y"
  | "Z"
  | "?";

/** Everything that keys do on the canvas and in the list, as the help shows it: each with one or more ways to press it. */
export const shortcutGroups = {
  edit: {
    undo: [["mod", "Z"]],
    redo: [
      ["mod", "shift", "Z"],
      ["mod", "Y"],
    ],
    copy: [["mod", "C"]],
    cut: [["mod", "X"]],
    paste: [["mod", "V"]],
    duplicate: [["mod", "D"]],
    remove: [["delete"], ["backspace"]],
    note: [["alt", "shift", "N"]],
  },
  select: {
    all: [["mod", "A"]],
    more: [
      ["shift", "click"],
      ["mod", "click"],
    ],
    box: [["shift", "drag"]],
    none: [["escape"]],
    open: [["enter"]],
  },
  move: {
    nudge: [["arrows"]],
    nudgeFar: [["shift", "arrows"]],
    tidy: [["alt", "shift", "T"]],
  },
  list: {
    go: [["arrows"]],
    openRow: [["enter"]],
    addBehind: [["A"], ["insert"]],
    removeRow: [["delete"], ["backspace"]],
    moveRow: [["alt", "arrows"]],
  },
  look: {
    fit: [["alt", "shift", "F"]],
    zoom: [["scroll"]],
    pan: [["drag"], ["space", "drag"]],
    palette: [["mod", "K"]],
    help: [["?"]],
  },
} as const satisfies Record<string, Record<string, readonly (readonly Press[])[]>>;
