import { readdirSync, readFileSync } from "node:fs";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { interfaceLanguages, textFiles } from "./texts.ts";

type Tree = { [key: string]: string | Tree };

const folder = new URL(".", import.meta.url);

it("names every file of every language", () => {
  for (const language of interfaceLanguages) {
    const found = readdirSync(new URL(`${language}/`, folder)).map((file) => file.replace(/\.json$/, ""));
    expect(found.sort()).toEqual(textFiles.toSorted());
  }
});

describe.each(textFiles)("%s", (file) => {
  const english = flatten(read("en", file));

  it.each(interfaceLanguages)("has every text in %s, with the same values and tags", (language) => {
    const texts = flatten(read(language, file));
    expect([...texts.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe("");
      expect(namesIn(text), key).toEqual(namesIn(english.get(key) ?? ""));
    }
  });
});

function read(language: string, file: string): Tree {
  return JSON.parse(readFileSync(new URL(`${language}/${file}.json`, folder), "utf8"));
}

function flatten(texts: Tree, prefix = ""): Map<string, string> {
  const flat = Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    typeof text === "string" ? [[prefix + key, text]] : [...flatten(text, `${prefix}${key}.`)],
  );
  return new Map(flat.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The values and tags that a text takes. */
function namesIn(text: string): string[] {
  const names = new Set<string>();
  const walk = (elements: ReturnType<typeof parse>) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if (element.type === TYPE.select || element.type === TYPE.plural)
        for (const option of Object.values(element.options)) walk(option.value);
      if (element.type === TYPE.tag) walk(element.children);
    }
  };
  walk(parse(text));
  return [...names].sort();
}
