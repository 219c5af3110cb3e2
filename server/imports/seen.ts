import type { RowPerson } from "./read-row.ts";

const SLOTS_AT_START = 1 << 12;
const FULL_PART = 0.6;

/**
 * The people that a file has named so far, and what it has said of them, so that a row which does so again is known.
 * Kept as fingerprints of 53 bits in one flat table: 16 MB for a million people, and one wrong match in ten thousand
 * such files.
 */
export class SeenPeople {
  #slots = new Float64Array(SLOTS_AT_START);
  /** How often each was counted; empty until something is counted. */
  #times = new Uint32Array(0);
  #count = 0;

  /** Notes a person; true when an earlier row named the same one. */
  note({ externalId, email }: RowPerson): boolean {
    if (externalId === null) return this.has(`email ${email}`) || !this.add(`open ${email}`);
    const isNew = this.add(`id ${externalId}`);
    // Somebody known only by the address so far is the customer who now comes with it, once.
    const joins = isNew && email !== null && this.has(`open ${email}`) && this.add(`taken ${email}`);
    if (email !== null) this.add(`email ${email}`);
    return !isNew || joins;
  }

  /** Adds a text; false when it was there. */
  add(text: string): boolean {
    const slot = this.#slotFor(text);
    if (this.#slots[slot] !== 0) return false;
    this.#put(slot, fingerprint(text));
    return true;
  }

  has(text: string): boolean {
    return this.#slots[this.#slotOf(fingerprint(text))] !== 0;
  }

  /** Counts a text; 1 for the first time. */
  count(text: string): number {
    const slot = this.#slotFor(text);
    if (this.#slots[slot] === 0) this.#put(slot, fingerprint(text));
    if (this.#times.length === 0) this.#times = new Uint32Array(this.#slots.length);
    return ++this.#times[slot]!;
  }

  /** How often a text was counted. */
  counted(text: string): number {
    return this.#times[this.#slotOf(fingerprint(text))] ?? 0;
  }

  /** The place of a text, where there is room for one more. */
  #slotFor(text: string): number {
    if (this.#count > this.#slots.length * FULL_PART) this.#grow();
    return this.#slotOf(fingerprint(text));
  }

  /** Where a value stands, or would. */
  #slotOf(value: number): number {
    const mask = this.#slots.length - 1;
    let slot = value & mask;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== value) slot = (slot + 1) & mask;
    return slot;
  }

  #put(slot: number, value: number): void {
    this.#slots[slot] = value;
    this.#count += 1;
  }

  #grow(): void {
    const before = this.#slots;
    const times = this.#times;
    this.#slots = new Float64Array(before.length * 2);
    if (times.length > 0) this.#times = new Uint32Array(this.#slots.length);
    for (let index = 0; index < before.length; index++) {
      const value = before[index]!;
      if (value === 0) continue;
      const slot = this.#slotOf(value);
      this.#slots[slot] = value;
      if (times.length > 0) this.#times[slot] = times[index]!;
    }
  }
}

/** 53 bits that are never 0, after cyrb53. */
function fingerprint(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1;
}
