import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import reference from "#locales/en/reference.json";
import type { Schemas } from "./api-document.ts";
import { fieldsOf, wordType } from "./schema-fields.ts";

const schemas: Schemas = {
  Reason: {
    type: "object",
    description: "Why.",
    properties: { code: { type: "string" }, text: { type: "string" } },
    required: ["code"],
  },
};

const t = createTranslator({ locale: "en", namespace: "reference", messages: { reference } });
const words = { schemas, t, locale: "en" };

test("fields come with those inside them, by their whole path", () => {
  const fields = fieldsOf(
    {
      type: "object",
      properties: {
        end: { anyOf: [{ $ref: "#/components/schemas/Reason" }, { type: "null" }] },
        list: { type: "array", items: { $ref: "#/components/schemas/Reason" } },
        name: { type: ["string", "null"], maxLength: 1300, description: "Called so." },
      },
      required: ["end"],
    },
    words,
  );
  expect(fields.map(({ path, type, isRequired }) => `${path}: ${type}${isRequired ? "!" : ""}`)).toEqual([
    "end: object, or null!",
    "end.code: text!",
    "end.text: text",
    "list: list of objects",
    "list[].code: text!",
    "list[].text: text",
    "name: text, up to 1,300 characters, or null",
  ]);
  expect(fields[0]?.description).toBe("Why.");
  expect(fields.at(-1)?.description).toBe("Called so.");
});

test.each([
  [{ enum: ["a", "b"] }, '"a" or "b"'],
  [{ const: true }, "true"],
  [{ type: "integer", minimum: 1, maximum: 100 }, "whole number, 1 to 100"],
  [{ type: "integer", minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }, "whole number"],
  [{ type: "string", format: "date-time" }, "time"],
  [{ type: ["string", "number", "null"] }, "text or number, or null"],
  [{ anyOf: [{ type: "string" }, { type: "number" }] }, "text or number"],
  [{ type: "array", items: { type: "string" } }, "list of texts"],
  [{}, "anything"],
])("%j is worded as “%s”", (schema, said) => {
  expect(wordType(schema, words)).toBe(said);
});

test("a schema that holds itself ends", () => {
  const tree = { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" } } };
  const paths = fieldsOf(tree, { ...words, schemas: { Tree: tree } }).map(({ path }) => path);
  expect(paths).toEqual(["child", "child.child", "child.child.child"]);
});
