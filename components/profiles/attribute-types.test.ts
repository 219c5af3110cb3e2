import { expect, it } from "vitest";
import { attributeType } from "./attribute-types.ts";

it("tells what kind of value an attribute has", () => {
  const values = [
    "",
    null,
    0,
    false,
    [1],
    { a: 1 },
    "2026-03-10",
    "2026-03-10T10:00:00Z",
    "2026-13-45",
    "10",
  ];
  expect(values.map(attributeType)).toEqual([
    ...["empty", "empty", "number", "yes-no", "list", "group", "date", "date", "text", "text"],
  ]);
});
