import { describe, expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { showInApp } from "./show-in-app.ts";

const config = showInApp.config.parse({ title: "Hello", url: "/cart" });

it("asks for a message, also for somebody who can be reached nowhere else", () => {
  const facts = makeFacts({ reachable: { email: false, webPush: false, phone: false } });
  expect(showInApp.execute(config, { nodeId: "n", facts, data: {}, now: NOW })).toEqual({
    kind: "effect",
    content: {
      channel: "in-app",
      display: "banner",
      position: "bottom",
      title: "Hello",
      body: "",
      buttonLabel: "",
      url: "/cart",
      image: "",
      showDays: 14,
      transactional: false,
      topic: "marketing",
    },
  });
});

it("is called by its title, or by its text when it has none", () => {
  expect(word(showInApp.describe(config))).toBe("Show “Hello”");
  const untitled = showInApp.config.parse({ body: "On everything" });
  expect(word(showInApp.describe(untitled))).toBe("Show “On everything”");
});

describe("what is refused", () => {
  it.each<[string, object, string, string]>([
    ["nothing to read", { image: "/images/a.png" }, "title", "Write a title or a text"],
    ["only spaces", { title: " ", body: "\n" }, "title", "Write a title or a text"],
    ["half a day", { title: "Hi", showDays: 1.5 }, "showDays", "Use whole days"],
    ["no day", { title: "Hi", showDays: 0 }, "showDays", "At least 1"],
    ["more than ninety days", { title: "Hi", showDays: 91 }, "showDays", "At most 90"],
  ])("%s", (_what, given, path, message) => {
    const issues = showInApp.config.safeParse(given).error?.issues;
    expect(issues?.map((issue) => [issue.path.join("."), issue.message])).toEqual([[path, message]]);
  });

  it("texts that are too long", () => {
    const parse = (given: object) => showInApp.config.safeParse({ title: "Hi", ...given }).success;
    expect([parse({ title: "x".repeat(120) }), parse({ title: "x".repeat(121) })]).toEqual([true, false]);
    expect([parse({ body: "x".repeat(1000) }), parse({ body: "x".repeat(1001) })]).toEqual([true, false]);
  });
});
