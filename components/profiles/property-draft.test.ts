import { expect, test } from "vitest";
import { readJson, readRows, writeJson, writeRows } from "./property-draft.ts";

test("what is written into rows is read back the same", () => {
  const properties = {
    name: "Coffee beans, 1 kg",
    price: 24.5,
    gift: true,
    note: "",
    zip: "01234",
    order: "1001",
    quoted: '"yes"',
    nothing: null,
    products: [{ product_id: "A", quantity: 2 }],
    padded: " a ",
  };
  expect(readRows(writeRows(properties))).toEqual(properties);
});

test("a typed figure is a number, other words are text, rows without a name are left out", () => {
  const rows = [
    { id: 1, name: " total ", value: "12.50" },
    { id: 2, name: "color", value: " dark blue " },
    { id: 3, name: "zip", value: '"1234"' },
    { id: 4, name: "", value: "lost" },
  ];
  expect(readRows(rows)).toEqual({ total: 12.5, color: "dark blue", zip: "1234" });
});

test("JSON must be an object", () => {
  expect(readJson(writeJson({ a: 1 }))).toEqual({ kind: "read", properties: { a: 1 } });
  expect(readJson("  ")).toEqual({ kind: "read", properties: {} });
  expect(readJson("[1]").kind).toBe("invalid");
  expect(readJson("{a:1}").kind).toBe("invalid");
});
