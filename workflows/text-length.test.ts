import { expect, it } from "vitest";
import { textLength } from "./text-length.ts";

it.each([
  ["", 0, 160, []],
  ["Hello", 1, 160, []],
  ["a".repeat(161), 2, 153, []],
  ["Już", 1, 70, ["ż"]],
  [`Już ${"a".repeat(70)}`, 2, 67, ["ż"]],
])("%j goes out as %i text messages of %i characters", (text, segments, unitsPerSegment, because) => {
  expect(textLength(text)).toMatchObject({ segments, unitsPerSegment, because });
});

it("names each character that makes a text longer once, in the order in which they come", () => {
  expect(textLength("żółw, żaba").because).toEqual(["ż", "ó", "ł"]);
  expect(textLength("It’s “late”").because).toEqual(["’", "“", "”"]);
  expect(textLength("5\u00a0€").because).toEqual(["\u00a0"]);
});

it("tells which characters count twice, unless every character counts the same", () => {
  expect(textLength("5 € [sale]")).toMatchObject({ units: 13, twice: ["€", "[", "]"] });
  expect(textLength("5 € ż").twice).toEqual([]);
});
