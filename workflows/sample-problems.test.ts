import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { recipes } from "./recipes/recipes.ts";
import { sampleProblems } from "./sample-problems.ts";

const found = (type: string, config: Record<string, unknown>) =>
  sampleProblems(drawGraph([{ id: "step", type, config }])).map(({ severity, field }) =>
    [severity, field].filter(Boolean).join(" "),
  );
const sampleOf = (type: string) => catalogue.find((known) => known.type === type)?.sample as object;

describe("what a step has from its example", () => {
  const sending = catalogue.filter((known) => known.kind === "action" && "settle" in known && known.settle);

  it.each(sending.map(({ type }) => type))("is pointed out in an untouched step: %s", (type) => {
    expect(found(type, { ...sampleOf(type) })).not.toEqual([]);
  });

  it("is warned of until the text is another, in the format that is sent", () => {
    const sample = sampleOf("send-email") as { subject: string; body: string };
    expect(found("send-email", sample)).toEqual(["warning"]);
    expect(found("send-email", { ...sample, subject: "News" })).toEqual(["warning"]);
    expect(found("send-email", { subject: "News", body: "Hello" })).toEqual([]);
    const code = { format: "code", code: "<p>Hello</p>" };
    expect(found("send-email", { ...sample, subject: "News", ...code })).toEqual([]);
  });

  it.each([
    ["call-webhook", { url: "https://example.com/hook" }, ["error url"]],
    ["call-webhook", { url: "https://hooks.EXAMPLE.org:8443?a={{ profile.id }}" }, ["error url"]],
    ["call-webhook", { url: "https://example.com" }, ["error url"]],
    ["call-webhook", { url: "https://example.com.shop.test/hook" }, []],
    ["call-webhook", { url: "https://myexample.com/hook" }, []],
    ["call-webhook", { url: "https://shop.test/example.com" }, []],
    ["notify-team", { to: "me@shop.test, team@example.com", subject: "S", message: "M" }, ["error to"]],
    ["notify-team", { to: "me@shop.test", subject: "S", message: "M" }, []],
    ["notify-team", { via: "chat", url: "https://chat.example.net/in", message: "M" }, ["error url"]],
    ["notify-team", { via: "chat", to: "a@example.com", url: "https://chat.shop.test", message: "M" }, []],
  ])("cannot be gone live with where nobody reads: %s %j", (type, config, problems) => {
    expect(found(type, config)).toEqual(problems);
  });
});

it("recipes have texts of their own", () => {
  for (const { id, graph } of recipes) expect(sampleProblems(graph), id).toEqual([]);
});
