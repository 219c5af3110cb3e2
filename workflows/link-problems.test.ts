import { expect, it } from "vitest";
import { linkProblems } from "./link-problems.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { recipes } from "./recipes/recipes.ts";
import { inWords } from "./testing/in-words.ts";
import { isPublishable } from "./validate.ts";

const signup = { id: "start", type: "signup", config: {} };
const problemsOf = (type: string, config: Record<string, unknown>) =>
  linkProblems(drawGraph([signup, { id: "message", type, config }]));
const leave = '<a href="{{ unsubscribe_url }}">Leave</a>';
const receipt = { subject: "Hi", transactional: true };

it.each<[string, Record<string, unknown>, string, string]>([
  ["send-email", { ...receipt, format: "code", code: leave }, "code", "unsubscribe_url"],
  ["send-email", { ...receipt, body: "{{ preferences_url }}" }, "body", "preferences_url"],
  [
    "send-email",
    {
      ...receipt,
      format: "design",
      design: { blocks: [{ id: "a", type: "text", html: `<p>${leave}</p>` }] },
    },
    "design.blocks.0.html",
    "unsubscribe_url",
  ],
  [
    "send-web-push",
    { title: "Hi", transactional: true, url: "{{ preferences_url }}" },
    "url",
    "preferences_url",
  ],
])("a transactional %s is told of a link that leads nowhere: %j", (type, config, field, name) => {
  const problems = problemsOf(type, config);
  expect(problems).toMatchObject([{ nodeId: "message", field }]);
  expect(inWords(problems[0]?.message)).toContain(`{{ ${name} }}`);
  expect(isPublishable(problems)).toBe(true);
});

it.each<[string, Record<string, unknown>]>([
  ["marketing, which has the link", { subject: "Hi", format: "code", code: leave }],
  ["a link only for those who have it", { ...receipt, body: `{% if unsubscribe_url %}${leave}{% endif %}` }],
  ["another link instead", { ...receipt, body: '{{ unsubscribe_url | default: "https://shop.example" }}' }],
  ["what is kept and not sent", { ...receipt, format: "code", code: "<p>Hi</p>", body: leave }],
])("nothing is told of %s", (_, config) => {
  expect(problemsOf("send-email", config)).toEqual([]);
});

it("no ready-made workflow has such a link", () => {
  expect(recipes.flatMap(({ graph }) => linkProblems(graph))).toEqual([]);
});
