import fc from "fast-check";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { storable } from "./storable.ts";

it("changes nothing but what cannot be stored", () => {
  expect(storable({ a: "x\0y", "b\0": ["\ud83d", "😀", 1, null, true], c: {} })).toEqual({
    a: "xy",
    b: ["\ufffd", "😀", 1, null, true],
    c: {},
  });
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      if (!text.includes("\\u0000") && !/\\ud[89a-f]/i.test(text)) expect(storable(value)).toEqual(value);
    }),
  );
});

eachDatabase("what is storable", (open) => {
  it("can be stored", async () => {
    const rig = new StoreRig(open());
    const odd = storable({ text: "a\0b \ud800 \udc00 😀", "k\0": "\u0001" });
    const { id } = await rig.profile({ name: storable("Ana\0"), attributes: odd, createdAt: NOW });
    const [stored] = await open().query.select().from(open().tables.profiles);
    expect(stored).toMatchObject({ id, name: "Ana", attributes: odd });
  });
});
