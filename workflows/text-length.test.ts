import { expect, it } from "vitest";
import { textLength, wordCharacters, wordSegments } from "./text-length.ts";

const word = (text: string) => wordSegments(textLength(text));

it.each([
  ["", "no text message"],
  ["Hello", "1 text message"],
  ["a".repeat(161), "2 text messages, 153 characters each"],
  ["Już", "1 text message of at most 70 characters, because of “ż”"],
  [`Już ${"a".repeat(70)}`, "2 text messages, 67 characters each, because of “ż”"],
])("%j goes out as %s", (text, words) => {
  expect(word(text)).toBe(words);
});

it("names each character that makes a text longer once, and not too many of them", () => {
  expect(textLength("żółw, żaba").because).toEqual(["ż", "ó", "ł"]);
  expect(word("It’s “late”")).toContain("because of “’”, ““” and “””");
  expect(word("你好世界")).toContain("because of “你”, “好”, “世” and 1 more");
});

it("tells of what cannot be seen by its number", () => {
  expect(word("5\u00a0€")).toContain("because of a character that is not seen (U+00A0)");
  expect(word("a\u200bb")).toContain("(U+200B)");
});

it("tells which characters count twice, unless every character counts the same", () => {
  expect(textLength("5 € [sale]")).toMatchObject({ units: 13, twice: ["€", "[", "]"] });
  expect(textLength("5 € ż").twice).toEqual([]);
  expect(wordCharacters(["€"])).toBe("“€”");
});
