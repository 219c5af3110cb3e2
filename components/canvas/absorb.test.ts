import { expect, it } from "vitest";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { absorb } from "./absorb.ts";
import { type Draft, reduceDraft, startDraft } from "./draft.ts";

const base = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);

function withMail(config: Record<string, unknown>): Graph {
  const nodes = base.nodes.map((node) =>
    node.id === "mail" ? { ...node, config: { ...node.config, ...config } } : node,
  );
  return { ...base, nodes };
}

function configure(draft: Draft, config: Record<string, unknown>): Draft {
  const edit = { kind: "configure" as const, nodeId: "mail", config, field: Object.keys(config)[0]! };
  return reduceDraft(draft, { kind: "edit", edit });
}

const configOf = ({ graph }: Draft) => graph.nodes.find(({ id }) => id === "mail")?.config;

it("keeps their changes through undo and redo of mine", () => {
  const mine = configure(startDraft(base), { subject: "Mine", body: "There" });
  const theirs = withMail({ body: "Theirs" });
  const both = absorb(mine, { base, theirs, wins: "mine" });
  expect(configOf(both)).toEqual({ subject: "Mine", body: "Theirs" });
  const undone = reduceDraft(both, { kind: "undo" });
  expect(configOf(undone)).toEqual({ subject: "Hello", body: "Theirs" });
  expect(configOf(reduceDraft(undone, { kind: "redo" }))).toEqual({ subject: "Mine", body: "Theirs" });
});

it("shows theirs as it is to somebody who only watched, with nothing to undo", () => {
  const theirs = withMail({ body: "Theirs" });
  const seen = absorb(startDraft(base), { base, theirs, wins: "mine" });
  expect(seen.graph).toBe(theirs);
  expect(seen.past).toEqual([]);
});

it("brings mine back by undo where theirs was taken", () => {
  const mine = configure(startDraft(base), { subject: "Mine", body: "Mine" });
  const theirs = withMail({ subject: "Theirs" });
  const taken = absorb(mine, { base, theirs, wins: "theirs" });
  expect(configOf(taken)).toEqual({ subject: "Theirs", body: "Mine" });
  expect(configOf(reduceDraft(taken, { kind: "undo" }))).toEqual({ subject: "Mine", body: "Mine" });
});
