import { expect, it } from "vitest";
import { hookProblems } from "./hook-problems.ts";
import { drawGraph } from "./recipes/recipe.ts";

const startedBy = (type: string, event: unknown) =>
  drawGraph([
    { id: "start", type, config: { event } },
    { id: "mail", type: "send-email", config: { subject: "Hi", body: "Hello" } },
  ]);

it("a workflow whose hook is not there cannot go live", () => {
  const known = new Set(["Form Submitted"]);
  expect(hookProblems(startedBy("incoming-hook", "Form Submitted "), known)).toEqual([]);
  expect(hookProblems(startedBy("incoming-hook", "Another Form"), known)).toMatchObject([
    { severity: "error", code: "hook.unknown", nodeId: "start", field: "event" },
  ]);
});

it("other triggers need no hook, and one that is not chosen yet is said elsewhere", () => {
  expect(hookProblems(startedBy("event", "Anything"), new Set())).toEqual([]);
  expect(hookProblems(startedBy("incoming-hook", ""), new Set())).toEqual([]);
  expect(hookProblems(startedBy("incoming-hook", 7), new Set())).toEqual([]);
});
