import { expect, it } from "vitest";
import { readImport } from "./import-file.ts";

const graph = { nodes: [{ id: "a", type: "signup", config: {}, position: { x: 0, y: 0 } }], edges: [] };

it("reads what was exported, and a bare graph under the name of its file", () => {
  expect(readImport("x.json", JSON.stringify({ name: "Welcome", graph }))).toEqual({
    kind: "read",
    name: "Welcome",
    graph,
  });
  expect(readImport("Win back.json", JSON.stringify(graph))).toMatchObject({ name: "Win back" });
});

it("refuses what is no JSON or no workflow, in words", () => {
  expect(readImport("x.json", "{")).toEqual({ kind: "refused", text: "This file is not JSON." });
  for (const text of ["null", "[]", '{"graph": {"nodes": 1}}']) {
    expect(readImport("x.json", text)).toEqual({
      kind: "refused",
      text: "This file does not hold a workflow.",
    });
  }
});
