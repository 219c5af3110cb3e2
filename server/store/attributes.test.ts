import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTRIBUTES_MAX, ATTRIBUTES_MAX_BYTES, fillAttributes } from "./attributes.ts";

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, i]));
const long = (bytes: number) => "x".repeat(bytes);

describe("attributes", () => {
  it("are the very same object where nothing is new", () => {
    const known = { plan: "gold", tags: ["a"] };
    expect(fillAttributes(known, { tags: ["a"], gone: undefined }).attributes).toBe(known);
  });

  it("have no more names than there is room for, and those that are known can still change", () => {
    const known = many(ATTRIBUTES_MAX);
    const filled = fillAttributes(known, { a0: "new", more: 1, most: 2 });
    expect(filled.leftOut).toEqual(["more", "most"]);
    expect(filled.attributes).toEqual({ ...known, a0: "new" });
    expect(fillAttributes(known, { more: 1 })).toEqual({ attributes: known, leftOut: ["more"] });
    expect(fillAttributes(known, { more: 1 }).attributes).toBe(known);
  });

  it("make room for a new one when another is taken away", () => {
    const filled = fillAttributes(many(ATTRIBUTES_MAX), { more: 1, a0: undefined });
    expect(filled.leftOut).toEqual([]);
    expect(filled.attributes).toMatchObject({ more: 1 });
    expect(filled.attributes).not.toHaveProperty("a0");
  });

  it("keep the value that is known where the new one is too long, and take what fits beside it", () => {
    const known = { note: "short", plan: "gold" };
    const filled = fillAttributes(known, { note: long(ATTRIBUTES_MAX_BYTES), plan: "silver" });
    expect(filled).toEqual({ attributes: { note: "short", plan: "silver" }, leftOut: ["note"] });
  });

  it("that were too large before there was a limit can shrink", () => {
    const known = { note: long(2 * ATTRIBUTES_MAX_BYTES), plan: "gold" };
    const filled = fillAttributes(known, { note: long(ATTRIBUTES_MAX_BYTES + 9), more: 1 });
    expect(filled.leftOut).toEqual(["more"]);
    expect(filled.attributes.note).toHaveLength(ATTRIBUTES_MAX_BYTES + 9);
  });

  it("never grow beyond the limit, whatever is given, and lose nothing that was known", () => {
    const values = fc.oneof(
      fc.jsonValue(),
      fc.integer({ min: 0, max: ATTRIBUTES_MAX_BYTES }).map((count) => 'ä"'.repeat(count / 4)),
    );
    const given = fc.array(fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), values), { maxLength: 8 });
    fc.assert(
      fc.property(given, (calls) => {
        let known: Record<string, unknown> = { first: 1 };
        for (const call of calls) {
          const { attributes, leftOut } = fillAttributes(known, call);
          expect(Buffer.byteLength(JSON.stringify(attributes))).toBeLessThanOrEqual(ATTRIBUTES_MAX_BYTES);
          expect(Object.keys(attributes)).toEqual(expect.arrayContaining(Object.keys(known)));
          for (const name of leftOut) expect(attributes[name]).toEqual(known[name]);
          known = attributes;
        }
      }),
    );
  });
});
