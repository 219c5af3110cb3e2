import { expect, it } from "vitest";
import { propertiesOf, propertyRows } from "./properties.ts";

it("reads back what it has written", () => {
  const properties = { name: "Linen throw", price: 49.5, gift: true, sizes: ["S", "M"], maker: { id: 3 } };
  expect(propertiesOf(propertyRows(properties))).toEqual(properties);
});

it("keeps as text what is no value of its own, and leaves out what has no name", () => {
  const rows = [
    { name: " code ", value: "0012" },
    { name: "note", value: "{not json}" },
    { name: "", value: "5" },
  ];
  expect(propertiesOf(rows)).toEqual({ code: "0012", note: "{not json}" });
});
