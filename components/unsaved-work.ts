const held = new Set<object>();

/** Says whether `owner` has something that would be lost with this page; while anybody does, closing the window asks first. */
export function holdWork(owner: object, isHeld: boolean): void {
  const before = held.size;
  if (isHeld) held.add(owner);
  else held.delete(owner);
  if (typeof window === "undefined") return;
  if (before === 0 && held.size > 0) window.addEventListener("beforeunload", ask);
  if (before > 0 && held.size === 0) window.removeEventListener("beforeunload", ask);
}

/** Whether going to another address now would lose something. */
export function hasUnsavedWork(): boolean {
  return held.size > 0;
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
