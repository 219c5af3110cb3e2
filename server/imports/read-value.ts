import { type DateReading, readDay, readMoment } from "./dates.ts";

/** A number as people write it: "1,234.50", "1.234,50", "€ 12". Null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/^[€$£¥]\s*|\s*[€$£¥%]$/g, "").replace(/[\s'’]/g, "");
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain);
  const continental = /^-?\d{1,3}(\.\d{3})+,\d+$/.test(plain) || /^-?\d+,\d+$/.test(plain);
  let number = plain;
  if (grouped) number = plain.replaceAll(",", "");
  else if (continental) number = plain.replaceAll(".", "").replace(",", ".");
  if (!/^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(number)) return null;
  const value = Number(number);
  // "1e999" is too large to be kept.
  return Number.isFinite(value) ? value : null;
}

export function readYesNo(text: string): boolean | null {
  const word = text.toLowerCase();
  if (["yes", "true", "1", "y", "t", "x"].includes(word)) return true;
  return ["no", "false", "0", "n", "f"].includes(word) ? false : null;
}

/** A date as attributes keep it: a day, or, where the cell has a time, the moment. */
export function readDateValue(text: string, dates: DateReading): string | null {
  if (!/\d:\d|^\d{9,13}$/.test(text)) return readDay(text, dates);
  const at = readMoment(text, dates);
  return at === null ? null : new Date(at).toISOString();
}
