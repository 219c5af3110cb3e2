import { describe, expect, it } from "vitest";
import { emailDesign } from "./email-design.ts";
import { liquidOutputs, quotedText } from "./liquid-outputs.ts";
import { designNameFaults, nameProblems, namesWithoutFallback, withNameFallbacks } from "./name-problems.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { recipes } from "./recipes/recipes.ts";
import { inWords } from "./testing/in-words.ts";
import { isPublishable } from "./validate.ts";

describe("names in a template", () => {
  it.each<[string, string[]]>([
    ["Hello {{ profile.firstName }}", ["profile.firstName"]],
    ["{{profile.name|upcase}} {{- profile.name -}}", ["profile.name"]],
    ["{{ profile[\"first_name\"] }} {{ profile['Last name'] }}", ["profile.first_name", "profile.Last name"]],
    ["{% echo profile.name %}", ["profile.name"]],
    ['{{ profile.name | default: "you" }} {{ profile.firstName | upcase | default: "A|B: C" }}', []],
    ["{{ profile.name | default: &quot;you&quot; }}", []],
    ['{{ profile.name | append: "| default" }}', ["profile.name"]],
    ["{% if profile.name %}Hi {{ profile.name }}{% else %}Hi{% endif %}", []],
    [
      "{% if profile.vip %}{{ profile.name }}{% endif %}{% if profile.name %}a{% endif %}{{ profile.name }}",
      ["profile.name"],
    ],
    ["{% unless profile.name == blank %}{{ profile.name }}{% endunless %}", []],
    ["{% raw %}{{ profile.name }}{% endraw %}{% comment %}{{ profile.name }}{% endcomment %}", []],
    ["{{ shop.name }} {{ profile.nickname }} {{ item.name }} {{ profile.name.size }}", []],
    ["{{ profile.name", []],
  ])("%s", (template, bare) => {
    expect(namesWithoutFallback(template)).toEqual(bare);
    expect(namesWithoutFallback(withNameFallbacks(template))).toEqual([]);
  });

  it("are given a fallback where they have none, and nothing else is changed", () => {
    const template =
      "A {{ profile.name }} {{-profile.firstName|upcase-}} {{ shop.name }}{% echo profile.name %}";
    expect(withNameFallbacks(template)).toBe(
      'A {{ profile.name | default: "there" }} {{-profile.firstName|upcase | default: "there" -}} ' +
        '{{ shop.name }}{% echo profile.name | default: "there" %}',
    );
  });

  it("are given one that can stand in an attribute of HTML", () => {
    expect(withNameFallbacks('<a href="/{{ profile.name }}">', "'")).toBe(
      `<a href="/{{ profile.name | default: 'there' }}">`,
    );
  });

  it("are read in a time that does not explode", () => {
    const startedAt = performance.now();
    for (const hostile of [
      "{{".repeat(50_000),
      "{% if a %}{{ a }}".repeat(8_000),
      `{{ ${"a.".repeat(50_000)}! }}`,
    ])
      liquidOutputs(hostile);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

it("reads what stands in quotes", () => {
  expect(['"a b"', " 'x', 2", "event.x", '""'].map(quotedText)).toEqual(["a b", "x", null, ""]);
});

describe("a workflow whose message names people without a fallback", () => {
  const signup = { id: "start", type: "signup", config: {} };
  const problemsOf = (type: string, config: Record<string, unknown>) =>
    nameProblems(drawGraph([signup, { id: "message", type, config }]));
  const bare = "Hi {{ profile.firstName }}";
  const design = {
    blocks: [
      { id: "a", type: "heading", text: "Hello" },
      {
        ...{ id: "b", type: "columns" },
        columns: [[{ id: "c", type: "text", html: `<p>${bare}</p>` }], []],
      },
    ],
  };

  it.each<[string, Record<string, unknown>, string]>([
    ["send-email", { subject: bare, body: "Hi" }, "subject"],
    ["send-email", { subject: "Hi", body: bare }, "body"],
    ["send-email", { subject: "Hi", format: "code", code: `<p>${bare}</p>` }, "code"],
    ["send-email", { subject: "Hi", format: "design", design }, "design.blocks.1.columns.0.0.html"],
    ["send-web-push", { title: bare }, "title"],
    ["send-web-push", { title: "Hi", buttons: [{ label: bare, url: "" }] }, "buttons.0.label"],
  ])("%s %j is told so at the field %s", (type, config, field) => {
    const problems = problemsOf(type, config);
    expect(problems).toMatchObject([{ nodeId: "message", field, code: "message.name-without-fallback" }]);
    expect(inWords(problems[0]?.message)).toContain('{{ profile.firstName | default: "there" }}');
    expect(isPublishable(problems)).toBe(false);
  });

  it("is told the place in the email’s design", () => {
    expect(designNameFaults(emailDesign.parse(design))).toMatchObject([
      { path: ["blocks", 1, "columns", 0, 0, "html"] },
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ["send-email", { subject: 'Hi {{ profile.name | default: "you" }}', body: "Hi" }],
    // What the email was before it was made of blocks is kept and not sent.
    ["send-email", { subject: "Hi", format: "code", code: "<p>Hi</p>", body: bare }],
    ["notify-team", { to: "a@shop.example", subject: bare, message: bare }],
    ["call-webhook", { url: "https://example.com", body: '{"name": {{ profile.name | json }}}' }],
    ["send-email", { subject: "", body: bare }],
  ])("does not concern %s %j", (type, config) => {
    expect(problemsOf(type, config)).toEqual([]);
  });

  it.each(recipes.map((recipe) => [recipe.id, recipe] as const))("is not the recipe %s", (_id, recipe) => {
    expect(nameProblems(recipe.graph)).toEqual([]);
  });
});
