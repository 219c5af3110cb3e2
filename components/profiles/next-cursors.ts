import type { ListCursor } from "./outputs.ts";

/** Where the pages of a list begin, once the page of this index has told where the next one does; null: it is the last. */
export function nextCursors(known: ListCursor[], index: number, next: ListCursor): ListCursor[] {
  const after = known[index + 1];
  if (next === null) return known.length === index + 1 ? known : known.slice(0, index + 1);
  // What was behind a page that ends elsewhere now is somebody else.
  const isSame = after && after.id === next.id && after.by === next.by;
  return isSame ? known : [...known.slice(0, index + 1), next];
}
