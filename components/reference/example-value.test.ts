import { expect, test } from "vitest";
import { exampleOf } from "./example-value.ts";

test("an example is made of the examples in the schema, and of what fits where there are none", () => {
  const schemas = { Name: { type: "string", examples: ["Ana"] } };
  const schema = {
    type: "object",
    properties: {
      id: { type: "integer", examples: [42] },
      name: { $ref: "#/components/schemas/Name" },
      nick: { anyOf: [{ $ref: "#/components/schemas/Name" }, { type: "null" }] },
      at: { type: "string", format: "date-time" },
      state: { enum: ["on", "off"] },
      list: { type: "array", items: { $ref: "#/components/schemas/Name" } },
      none: { type: "array", items: { type: "string" }, examples: [[]] },
      limit: { type: "integer", default: 50 },
      open: { type: "boolean" },
    },
  };
  expect(exampleOf(schema, schemas)).toEqual({
    id: 42,
    name: "Ana",
    nick: "Ana",
    at: "2026-05-01T12:00:00.000Z",
    state: "on",
    list: ["Ana"],
    none: [],
    limit: 50,
    open: false,
  });
});

test("a schema that holds itself ends", () => {
  const tree = { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" } } };
  expect(JSON.stringify(exampleOf(tree, { Tree: tree }))).toMatch(/^(\{"child":)+null\}+$/);
});
