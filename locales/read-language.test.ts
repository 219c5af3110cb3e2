import { expect, it } from "vitest";
import { readInterfaceLanguage } from "./read-language.ts";

it.each([
  ["zh", "en-US,en;q=0.9", "zh"],
  [undefined, "zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  [undefined, "de-DE,de;q=0.9,en;q=0.8,zh;q=0.7", "en"],
  [undefined, "fr, zh;q=0.4, en;q=0.3", "zh"],
  [undefined, "zh;q=0, en", "en"],
  ["tlh", null, "en"],
  [undefined, "nonsense;;q=x,,", "en"],
] as const)("a choice of %s and a browser that asks for %s get %s", (chosen, asked, language) => {
  expect(readInterfaceLanguage(chosen, asked)).toBe(language);
});
