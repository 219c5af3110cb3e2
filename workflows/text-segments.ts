/** The default alphabet of text messages, one unit each (3GPP TS 23.038, section 6.2.1), without its escape. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** Those behind the escape, two units each (section 6.2.1.1). */
const EXTENDED = "\f^{}\\[~]|€";

const basic = new Set(BASIC);
const extended = new Set(EXTENDED);

/** One alone, and each of several: there a header takes its place (3GPP TS 23.040, section 9.2.3.24). */
const UNITS_PER_SEGMENT = {
  "gsm-7": { alone: 160, ofSeveral: 153 },
  "ucs-2": { alone: 70, ofSeveral: 67 },
} as const;

export interface TextSegments {
  /** One character outside the default alphabet makes the whole text UCS-2. */
  encoding: "gsm-7" | "ucs-2";
  /** Septets, or UTF-16 units. */
  units: number;
  /** How many messages the phone network counts and bills; 0 for no text. */
  segments: number;
  unitsPerSegment: number;
}

/** How a text travels through the phone network. What takes two units is never cut in two between segments. */
export function countSegments(text: string): TextSegments {
  const characters = [...text];
  const isGsm = characters.every((character) => basic.has(character) || extended.has(character));
  const encoding = isGsm ? "gsm-7" : "ucs-2";
  const widths = characters.map((character) =>
    isGsm ? (extended.has(character) ? 2 : 1) : character.length,
  );
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { alone, ofSeveral } = UNITS_PER_SEGMENT[encoding];
  if (units <= alone) return { encoding, units, segments: units === 0 ? 0 : 1, unitsPerSegment: alone };
  return { encoding, units, segments: fill(widths, ofSeveral), unitsPerSegment: ofSeveral };
}

function fill(widths: readonly number[], room: number): number {
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return segments;
}
