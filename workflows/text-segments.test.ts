import { describe, expect, it } from "vitest";
import { countSegments } from "./text-segments.ts";

describe("a text in the phone network's own alphabet", () => {
  it("fits into one message up to 160 characters, and into each of several up to 153", () => {
    expect(countSegments("a".repeat(160))).toEqual({
      ...{ encoding: "gsm-7", units: 160, segments: 1, unitsPerSegment: 160 },
    });
    expect(countSegments("a".repeat(161))).toEqual({
      ...{ encoding: "gsm-7", units: 161, segments: 2, unitsPerSegment: 153 },
    });
    expect(countSegments("a".repeat(306)).segments).toBe(2);
    expect(countSegments("a".repeat(307)).segments).toBe(3);
  });

  it("has 128 places, the escape and the ten behind it included", () => {
    const places = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => countSegments(character).encoding === "gsm-7",
    );
    const units = places.map((character) => countSegments(character).units);
    expect(units.filter((count) => count === 1)).toHaveLength(127);
    expect(units.filter((count) => count === 2)).toHaveLength(10);
  });

  it.each([
    ["Grüße aus Köln, señor Ñandú à Ås", "ucs-2"],
    ["Grüße aus Köln, señor à Ås: 5 £, 3 ¥", "gsm-7"],
    ["Ça va", "gsm-7"],
    ["ça va", "ucs-2"],
    ["It’s late", "ucs-2"],
    ["It's late", "gsm-7"],
  ])("%j is %s", (text, encoding) => {
    expect(countSegments(text).encoding).toBe(encoding);
  });

  it("counts the euro sign and brackets twice, and never cuts them in two", () => {
    expect(countSegments("€".repeat(80))).toMatchObject({ units: 160, segments: 1 });
    expect(countSegments("€".repeat(81))).toMatchObject({ units: 162, segments: 2 });
    // 153 is odd: 76 of them fill a message, and 153 take three.
    expect(countSegments("€".repeat(152)).segments).toBe(2);
    expect(countSegments("€".repeat(153))).toMatchObject({ units: 306, segments: 3 });
  });
});

describe("any other text", () => {
  it("fits into one message up to 70 characters, and into each of several up to 67", () => {
    expect(countSegments("你".repeat(70))).toEqual({
      ...{ encoding: "ucs-2", units: 70, segments: 1, unitsPerSegment: 70 },
    });
    expect(countSegments("你".repeat(71))).toEqual({
      ...{ encoding: "ucs-2", units: 71, segments: 2, unitsPerSegment: 67 },
    });
    expect(countSegments("你".repeat(134)).segments).toBe(2);
    expect(countSegments("你".repeat(135)).segments).toBe(3);
  });

  it("one character is enough to make it so", () => {
    expect(countSegments(`${"a".repeat(100)}😀`)).toMatchObject({
      encoding: "ucs-2",
      units: 102,
      segments: 2,
    });
  });

  it("keeps both halves of an emoji in one message", () => {
    expect(countSegments("😀".repeat(35))).toMatchObject({ units: 70, segments: 1 });
    // 33 of them fill a message to 66 of 67.
    expect(countSegments("😀".repeat(66))).toMatchObject({ units: 132, segments: 2 });
    expect(countSegments("😀".repeat(67))).toMatchObject({ units: 134, segments: 3 });
  });
});

it("no text is no message", () => {
  expect(countSegments("")).toEqual({ encoding: "gsm-7", units: 0, segments: 0, unitsPerSegment: 160 });
});
