/**
 * The times at which somebody did something, packed into a short text: quarter hours since 1970, each once and in
 * ascending order, the first as it is and the others as the distance to the one before. Every clock change and every
 * zone of our days falls on a quarter hour, so hours and days of any zone can be told exactly. Five bits stand in one
 * letter; a sixth says that more of the number follows.
 */
export const SLOT_MS = 15 * 60_000;

const FIRST_LETTER = 48;
const BITS = 5;
const MORE = 1 << BITS;
const MASK = MORE - 1;

/** The slot of a moment; what is before 1970 is at its beginning. */
export function slotOf(at: number): number {
  return Math.max(0, Math.floor(at / SLOT_MS));
}

/** `slots` in ascending order, each once. */
export function packSlots(slots: readonly number[]): string {
  let text = "";
  let before = 0;
  for (const slot of slots) {
    let left = slot - before;
    before = slot;
    while (left >= MORE) {
      text += String.fromCharCode(FIRST_LETTER + MORE + (left & MASK));
      left >>>= BITS;
    }
    text += String.fromCharCode(FIRST_LETTER + left);
  }
  return text;
}

/** Of a whole text, or of a part of one. */
export function unpackSlots(text: string, from = 0, until = text.length): number[] {
  const slots: number[] = [];
  let slot = 0;
  let distance = 0;
  let shift = 0;
  for (let place = from; place < until; place++) {
    const value = text.charCodeAt(place) - FIRST_LETTER;
    distance |= (value & MASK) << shift;
    if (value >= MORE) {
      shift += BITS;
      continue;
    }
    slot += distance;
    slots.push(slot);
    distance = 0;
    shift = 0;
  }
  return slots;
}

/** Where the slots that begin at a place of a longer text end: at the first character that is none of their letters. */
export function packedEnd(text: string, from: number): number {
  let end = from;
  while (text.charCodeAt(end) >= FIRST_LETTER) end += 1;
  return end;
}

/** Both, in ascending order and each once; `added` may be in any order. */
export function uniteSlots(known: readonly number[], added: readonly number[]): number[] {
  const last = known.at(-1) ?? -1;
  const newest = [...new Set(added)].sort((a, b) => a - b);
  if (newest.length === 0 || newest[0]! > last) return [...known, ...newest];
  return [...new Set([...known, ...newest])].sort((a, b) => a - b);
}
