import { expect, it } from "vitest";
import { parseOnce } from "./parsed-templates.ts";
import { renderTemplate } from "./template.ts";
import { templateEngine } from "./template-engine.ts";

it("reads a template once for everybody, and keeps only the newest of them", () => {
  const engine = templateEngine({}, true);
  const first = parseOnce(engine, "{{ profile.name }}");
  expect(parseOnce(engine, "{{ profile.name }}")).toBe(first);
  expect(parseOnce(templateEngine({ locale: "de" }, true), "{{ profile.name }}")).not.toBe(first);
  for (let i = 0; i < 10; i++) parseOnce(engine, `{{ a${i} }}`);
  expect(parseOnce(engine, "{{ profile.name }}")).not.toBe(first);
});

it("fills in each person's own values", () => {
  const written = (name: string) =>
    renderTemplate("{% assign a = profile.name %}{{ a }}", { profile: { name } }, { escapes: true });
  expect([written("Ana"), written("Bo")]).toEqual([
    { kind: "ok", text: "Ana" },
    { kind: "ok", text: "Bo" },
  ]);
});
