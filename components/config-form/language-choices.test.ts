import { expect, it } from "vitest";
import { offeredLanguages, searchLanguages } from "./language-choices.ts";

const spoken = [
  { tag: "zh", people: 40 },
  { tag: "en", people: 9 },
  { tag: "sw", people: 1 },
];
const offered = offeredLanguages(spoken, ["en", "fr"], "en");
const found = (search: string) => searchLanguages(offered, search, ["en", "fr"], "en").map(({ tag }) => tag);

it("offers what customers speak first, and nothing that the message has", () => {
  expect(offered.slice(0, 3).map(({ tag, people }) => [tag, people])).toEqual([
    ["zh", 40],
    ["sw", 1],
    ["ar", 0],
  ]);
  expect(offered[0]).toMatchObject({ name: "Chinese", own: "中文" });
  for (const tag of ["en", "fr"]) expect(offered.map((one) => one.tag)).not.toContain(tag);
  const names = offered.slice(2).map(({ name }) => name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en")));
});

it("finds a language by what it is called in English, by its speakers, or by its tag", () => {
  expect(found("chin")).toEqual(["zh", "zh-Hant"]);
  expect(found("中文")).toEqual(["zh", "zh-Hant"]);
  expect(found("PT-br")).toEqual(["pt-BR"]);
  expect(found("")).toHaveLength(offered.length);
});

it("takes the tag of any language that there is", () => {
  expect(found("de-at")).toEqual(["de-AT"]);
  expect(found("fr")).not.toContain("fr");
  expect(found("qqqqqq")).toEqual([]);
});
