import { describe, expect, it } from "vitest";
import * as z from "zod";
import { catalogue } from "#workflows/catalogue.ts";
import { fieldsOf } from "./fields.ts";

function controls(config: z.ZodType): Record<string, string> {
  return Object.fromEntries(fieldsOf(config).map((field) => [field.key, field.control]));
}

describe("which control draws a field", () => {
  it("follows the type where the schema names none, also through defaults and optionals", () => {
    const config = z.object({
      name: z.string(),
      on: z.boolean().default(false),
      days: z.number().int().optional(),
      method: z.enum(["GET", "POST"]).default("POST"),
      url: z.url().nullable(),
    });
    expect(controls(config)).toEqual({
      name: "text",
      on: "switch",
      days: "number",
      method: "choice",
      url: "text",
    });
  });

  it("takes the control that the schema names, on whichever layer it stands", () => {
    const config = z.object({
      outside: z.string().default("").meta({ control: "template" }),
      inside: z.string().meta({ control: "long-template" }).default(""),
    });
    expect(controls(config)).toEqual({ outside: "template", inside: "long-template" });
  });

  it("refuses a type it has no control for, instead of leaving the field out", () => {
    expect(() => fieldsOf(z.object({ list: z.array(z.string()) }))).toThrow("list");
  });
});

describe("what else a field knows", () => {
  it("its words, its fallback and whether it may stay empty", () => {
    const [subject, topic, text] = fieldsOf(
      z.object({
        subject: z.string().min(1).meta({ label: "Subject", help: "Short", placeholder: "Hello" }),
        topic: z.string().min(1).default("marketing").meta({ label: "Topic" }),
        text: z.string().default(""),
      }),
    );
    expect(subject).toMatchObject({ label: "Subject", help: "Short", placeholder: "Hello", required: true });
    expect(topic).toMatchObject({ fallback: "marketing", required: false });
    expect(text).toMatchObject({ label: "text", fallback: "", required: false });
  });

  it("the words of a choice", () => {
    const schema = z.enum(["soft", "strict"]).meta({ options: { soft: "Whoever has not unsubscribed" } });
    expect(fieldsOf(z.object({ rule: schema }))[0]?.options).toEqual([
      { value: "soft", label: "Whoever has not unsubscribed" },
      { value: "strict", label: "strict" },
    ]);
  });
});

describe.each(catalogue.map((definition) => [definition.type, definition] as const))(
  "%s",
  (_, definition) => {
    it("has a form in which every field is labelled", () => {
      for (const field of fieldsOf(definition.config)) expect(field.label).not.toBe(field.key);
    });
  },
);
