import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textsInData, textsInSources } from "./phrase-sources.ts";
import { interfaceLanguages, phraseFiles } from "./texts.ts";

const translated = interfaceLanguages.filter((language) => language !== "en");
const english = new Set([...textsInData(), ...textsInSources()]);

describe.each(translated)("%s", (language) => {
  const entries = phraseFiles.flatMap((file) => Object.entries(read(language, file)));
  const texts = new Map(entries);

  it("has a file for each subject, and every text once", () => {
    const found = readdirSync(new URL(`phrases/${language}/`, import.meta.url));
    expect(found.sort()).toEqual(phraseFiles.map((file) => `${file}.json`).sort());
    const keys = entries.map(([key]) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("has every text that workflows, the server and the components word", () => {
    expect([...english].filter((text) => !texts.has(text))).toEqual([]);
  });

  it("has no text that nobody words any more", () => {
    expect([...texts.keys()].filter((text) => !english.has(text))).toEqual([]);
  });

  it("fills in the same values, and writes templates as they are", () => {
    for (const [text, translation] of texts) {
      expect(translation.trim(), text).not.toBe("");
      expect(bracesIn(translation), text).toEqual(bracesIn(text));
    }
  });
});

function read(language: string, file: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`phrases/${language}/${file}.json`, import.meta.url), "utf8"));
}

function bracesIn(text: string): string[] {
  return (text.match(/\{\{[^}]*\}?\}?\}|\{\w+\}/g) ?? []).sort();
}
