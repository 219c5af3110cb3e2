import type { RowPerson } from "./read-row.ts";

const SLOTS_AT_START = 1 << 12;
const FULL_PART = 0.6;

/**
 * The people that a file has named so far, so that a row which names one of them again is known. Kept as fingerprints
 * of 53 bits in one flat table: 16 MB for a million people, and one wrong match in ten thousand such files.
 */
export class SeenPeople {
  #slots = new Float64Array(SLOTS_AT_START);
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
    if (this.#count > this.#slots.length * FULL_PART) this.#grow();
    return this.#put(fingerprint(text));
  }

  has(text: string): boolean {
    const value = fingerprint(text);
    const mask = this.#slots.length - 1;
    for (let slot = value & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#slots[slot] === value) return true;
    }
    return false;
  }

  #put(value: number): boolean {
    const mask = this.#slots.length - 1;
    let slot = value & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#slots[slot] === value) return false;
    }
    this.#slots[slot] = value;
    this.#count += 1;
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    this.#count = 0;
    for (const value of before) if (value !== 0) this.#put(value);
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
