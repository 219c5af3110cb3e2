import { expect, it } from "vitest";
import { plainTemplate } from "./plain-template.ts";

it("shows variables by their last name, with or without filters", () => {
  const text =
    'Hi {{ profile.firstName | default: "there" }}, {{cart.items[0].name}} for {{ cart.total | money }}';
  expect(plainTemplate(text)).toBe("Hi ‹firstName›, ‹name› for ‹total›");
});

it("leaves everything else as it is", () => {
  expect(plainTemplate("{% if a %}{ b } {{ }}")).toBe("{% if a %}{ b } {{ }}");
});
