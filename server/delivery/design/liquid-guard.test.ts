import { expect, it } from "vitest";
import { LiquidGuard } from "./liquid-guard.ts";
import { replaceLiquid } from "./replace-liquid.ts";

const found = (text: string) => {
  const all: string[] = [];
  replaceLiquid(text, (code) => {
    all.push(code);
    return "";
  });
  return all;
};

it.each([
  ["a {{ b }} c {% d %} e", ["{{ b }}", "{% d %}"]],
  ["{{ a | default: \"}}\" }} {{ 'it}}' }}", ['{{ a | default: "}}" }}', "{{ 'it}}' }}"]],
  ['{{ "a\\"}}" }}', ['{{ "a\\"}}" }}']],
  // A tag knows no quotes.
  ["{% # it's a note %}<p>it's</p>{% if a %}", ["{% # it's a note %}", "{% if a %}"]],
  ["{% raw %}{{ it's }}{% endraw %} {{ b }}", ["{% raw %}", "{{ it's }}", "{% endraw %}", "{{ b }}"]],
  ["{% raw %}{{{% endraw %} {% if a %}", ["{% raw %}", "{% endraw %}", "{% if a %}"]],
  ["{{{ a }}}", ["{{{ a }}"]],
  ["{% a {{ b }}", ["{{ b }}"]],
  ["{ a } {", []],
])("finds the Liquid in %s", (text, codes) => {
  expect(found(text)).toEqual(codes);
});

it.each([
  ["braces that never close", `{% raw %}${"{{".repeat(500_000)}{% endraw %}`, 2],
  ["quotes that never end", `{% raw %}${"{{'}}'".repeat(200_000)}"{% endraw %}`, 200_002],
  ["tags that never close", "{%".repeat(500_000), 0],
])("reads %s once", (_, text, count) => {
  expect(found(text)).toHaveLength(count);
});

it("gives back what it has hidden, whatever looks like its marks", () => {
  const marks = Array.from({ length: 100_000 }, (_, number) => `lqd${number}q0z`);
  const text = `${marks.join("")}{{ a }}\n{% if b %}lqd`;
  const guard = new LiquidGuard(text);
  const hidden = guard.hide(text);
  expect(hidden).not.toContain("{");
  expect(hidden.length).toBeLessThan(text.length + 20);
  expect(guard.hidden.map(({ code, line }) => [code, line])).toEqual([
    ["{{ a }}", 1],
    ["{% if b %}", 2],
  ]);
  expect(guard.restore(hidden) === text).toBe(true);
});
