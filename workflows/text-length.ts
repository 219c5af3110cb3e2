import { countSegments } from "./text-segments.ts";

export interface TextLength {
  /** As the phone network counts: some characters are counted twice. */
  units: number;
  /** How many text messages it goes out as, and of how many characters each may be. */
  segments: number;
  unitsPerSegment: number;
  /** The characters because of which fewer fit into each message, in the order in which they come. */
  because: string[];
  /** Characters that are counted twice although they force nothing, such as "€". */
  twice: string[];
}

/** How long a text is as a text message, and why. */
export function textLength(text: string): TextLength {
  const { encoding, ...counted } = countSegments(text);
  const used = [...new Set(text)];
  const isForcing = (character: string) => countSegments(character).encoding === "ucs-2";
  return {
    ...counted,
    because: used.filter(isForcing),
    twice: encoding === "gsm-7" ? used.filter((character) => countSegments(character).units === 2) : [],
  };
}
