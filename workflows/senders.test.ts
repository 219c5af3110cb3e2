import { expect, it } from "vitest";
import { drawGraph } from "./recipes/recipe.ts";
import { senderProblems, sendersUsedBy } from "./senders.ts";

const mail = (id: string, from: unknown) => ({
  id,
  type: "send-email",
  config: { subject: id, body: "Hi", from },
});
const graph = drawGraph([
  { id: "on", type: "event", config: { event: "Go" } },
  mail("usual", ""),
  mail("news", "a"),
  mail("more", "a"),
  mail("care", "b"),
  mail("odd", 7),
]);

it("knows whose emails a workflow sends, and warns of a sender that was removed", () => {
  expect(sendersUsedBy(graph)).toEqual(["a", "b"]);
  expect(senderProblems(graph, new Set(["a", "b"]))).toEqual([]);
  expect(senderProblems(graph, new Set(["a"]))).toMatchObject([
    { severity: "warning", code: "email.sender-gone", nodeId: "care", field: "from" },
  ]);
});
