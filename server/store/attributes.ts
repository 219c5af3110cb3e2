import type { Steps } from "#server/database/database.ts";
import { noteDaily } from "./daily-notes.ts";

/** What a profile may have: every event that changes one of them writes them all again. */
export const ATTRIBUTES_MAX = 300;
/** As JSON. */
export const ATTRIBUTES_MAX_BYTES = 64 * 1024;

const NOTED_NAMES_MAX = 5;
const NOTED_NAME_MAX_CHARS = 60;
/** The quotes around a name are its JSON's; this is what stands between it, its value and the next one. */
const SIGNS_BYTES = 2;

type Attributes = Record<string, unknown>;

/** What became of attributes that were given; `attributes` is the known object itself where nothing changed. */
export interface Filled {
  attributes: Attributes;
  /** Names of those for which there was no room. */
  leftOut: string[];
}

/** Adds to a profile's attributes what has room; undefined takes one away. What was known stays where the new does not fit. */
export function fillAttributes(known: Attributes, given: Attributes): Filled {
  const news = Object.entries(given).filter(
    ([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value),
  );
  if (news.length === 0) return { attributes: known, leftOut: [] };
  const united = { ...known, ...Object.fromEntries(news) };
  return fits(united) ? { attributes: united, leftOut: [] } : fillOneByOne(known, news);
}

function fits(attributes: Attributes): boolean {
  return (
    Object.keys(attributes).length <= ATTRIBUTES_MAX &&
    Buffer.byteLength(JSON.stringify(attributes)) <= ATTRIBUTES_MAX_BYTES
  );
}

function fillOneByOne(known: Attributes, news: [string, unknown][]): Filled {
  const attributes = new Map(Object.entries(known));
  for (const [name, value] of news) if (value === undefined) attributes.delete(name);
  let bytes = SIGNS_BYTES;
  for (const [name, value] of attributes) bytes += bytesOf(name, value);
  const leftOut: string[] = [];
  for (const [name, value] of news) {
    if (value === undefined) continue;
    const grown = bytesOf(name, value) - (attributes.has(name) ? bytesOf(name, attributes.get(name)) : 0);
    const isOneTooMany = !attributes.has(name) && attributes.size >= ATTRIBUTES_MAX;
    // What was stored before there was a limit may still shrink.
    if (isOneTooMany || (grown > 0 && bytes + grown > ATTRIBUTES_MAX_BYTES)) {
      leftOut.push(name);
      continue;
    }
    attributes.set(name, value);
    bytes += grown;
  }
  const isSame = leftOut.length === news.length;
  return { attributes: isSame ? known : Object.fromEntries(attributes), leftOut };
}

function bytesOf(name: string, value: unknown): number {
  const json = JSON.stringify(value);
  return json === undefined
    ? 0
    : Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(json) + SIGNS_BYTES;
}

/** Tells the owner which attributes had no room: once a day, for a program sends the same ones again and again. */
export function* noteLeftOut(profileId: number, leftOut: string[], at: number): Steps<void> {
  if (leftOut.length === 0) return;
  const names = leftOut
    .slice(0, NOTED_NAMES_MAX)
    .map((name) => name.slice(0, NOTED_NAME_MAX_CHARS))
    .join(", ");
  const values = {
    names: leftOut.length > NOTED_NAMES_MAX ? `${names}, …` : names,
    max: ATTRIBUTES_MAX,
    maxKb: ATTRIBUTES_MAX_BYTES / 1024,
  };
  yield* noteDaily({ profileId, at, reason: { code: "profile.attributes-full", values } });
}
