import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import english from "#locales/en/messages.json";
import chinese from "#locales/zh/messages.json";
import { textLength } from "#workflows/text-length.ts";
import { wordCharacters, wordSegments, wordUnits } from "./length-words.ts";

const t = createTranslator({ locale: "en", namespace: "messages", messages: { messages: english } });
const zh = createTranslator({ locale: "zh", namespace: "messages", messages: { messages: chinese } });

it.each([
  ["", "no text message", "没有短信"],
  ["Hi", "1 text message", "1 条短信"],
  ["a".repeat(200), "2 text messages, 153 characters each", "2 条短信，每条 153 个字符"],
  ["ż", "1 text message of at most 70 characters, because of “ż”", "1 条短信，最多 70 个字符，因为含有“ż”"],
])("tells of %j as how many messages it goes out", (text, words, chineseWords) => {
  expect(wordSegments(textLength(text), t, "en")).toBe(words);
  expect(wordSegments(textLength(text), zh, "zh")).toBe(chineseWords);
});

it("names a few characters and counts the others", () => {
  expect(wordUnits({ units: 1 }, t)).toBe("1 character");
  expect(wordCharacters(["ż", "ś"], t, "en")).toBe("“ż” and “ś”");
  expect(wordCharacters(["a", "b", "c", "d", "e"], t, "en")).toBe("“a”, “b”, “c” and 2 more");
  expect(wordCharacters(["\u200b"], zh, "zh")).toBe("不可见字符（U+200B）");
});
