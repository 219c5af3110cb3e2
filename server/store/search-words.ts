import type { Profile } from "./profiles.ts";

/** What people are searched by. */
export type SearchedFields = Pick<Profile, "name" | "email" | "phone" | "externalId">;

/** Longer ones are found by their first so many characters. */
const WORD_MAX_CHARS = 80;
/** So long names are nobody's. */
const WORDS_MAX = 24;
/** More words than that narrow a search no further. */
const TOKENS_MAX = 6;
/** Country codes of one and of two digits (ITU-T E.164); all others have three. */
const COUNTRY_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

const ACCENTS = /\p{M}/gu;
/** Where a word begins inside a text: behind a sign, and at each letter of a script that is written without spaces. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * By what a profile is found: everything that begins where a word begins in its name, email, phone and external id, in
 * lower case and without accents. What another one begins with is left out, for a search looks for beginnings.
 */
export function wordsOf({ name, email, phone, externalId }: SearchedFields): string[] {
  const words = [
    ...(email ? emailWords(folded(email)) : []),
    ...(externalId ? tailsOf(folded(externalId)) : []),
    ...(name ? folded(name).split(/\s+/).flatMap(tailsOf) : []),
    ...(phone ? phoneWords(phone) : []),
  ];
  const sorted = [...new Set(words.map((word) => shortened(word)).filter((word) => word !== ""))].sort();
  // In this order, what begins with a word stands right behind it.
  return sorted.filter((word, index) => !sorted[index + 1]?.startsWith(word)).slice(0, WORDS_MAX);
}

/** What somebody looks for, word by word, the longest first: each must be the beginning of one of a profile's words. */
export function searchTokens(search: string): string[] {
  const words = folded(search).split(/\s+/);
  const tokens = new Set(words.map((word) => shortened(withoutSigns(word))).filter((word) => word !== ""));
  return [...tokens].sort((a, b) => b.length - a.length).slice(0, TOKENS_MAX);
}

/** The first text, in the order of bytes, behind all that begin with the word. */
export function wordsEnd(word: string): string {
  return `${word}\u{10ffff}`;
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(ACCENTS, "").toLowerCase().trim();
}

function shortened(word: string): string {
  return [...word].slice(0, WORD_MAX_CHARS).join("");
}

/** Signs before the first letter are no part of a word; what has nothing else stays what it is. */
function withoutSigns(word: string): string {
  const letters = [...word];
  const first = letters.findIndex((letter) => LETTER.test(letter));
  return first < 0 ? word : letters.slice(first).join("");
}

/** "ana.silva@example.com", "silva@example.com", "example.com": what nearly all addresses end with finds nobody. */
function emailWords(email: string): string[] {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  return tailsOf(email).filter((tail) => tail.length >= domain.length);
}

/** "customer-a12", "a12": what begins behind a sign or at the start. */
function tailsOf(text: string): string[] {
  const letters = [...text];
  const starts = letters.flatMap((letter, index) => {
    if (!LETTER.test(letter)) return [];
    const before = letters[index - 1];
    return before === undefined || !LETTER.test(before) || UNSPACED.test(letter) ? [index] : [];
  });
  return starts.length === 0 ? [text] : starts.map((start) => letters.slice(start).join(""));
}

/** Also by the number without its country, which is how it is said at home. */
function phoneWords(phone: string): string[] {
  const digits = phone.replace(/\D/g, "");
  if (!phone.startsWith("+")) return [...tailsOf(folded(phone)), digits];
  return [digits, digits.replace(COUNTRY_CODE, "")];
}
