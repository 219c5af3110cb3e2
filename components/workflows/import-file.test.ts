import { expect, it } from "vitest";
import { PLACE_MAX_PX } from "#workflows/graph.ts";
import { workflowFileText } from "./export-graph.ts";
import { EXPORT_FORMAT, EXPORT_VERSION, readImport } from "./import-file.ts";

const graph = { nodes: [{ id: "a", type: "signup", config: {}, position: { x: 0, y: 0 } }], edges: [] };

it("reads what was exported, and a bare graph under the name of its file", () => {
  expect(readImport("x.json", JSON.stringify({ name: "Welcome", graph }))).toEqual({
    kind: "read",
    name: "Welcome",
    tags: [],
    graph,
  });
  expect(readImport("Win back.json", JSON.stringify(graph))).toMatchObject({ name: "Win back" });
});

it("reads the tags that it can, and nothing from a newer version", () => {
  const file = { format: EXPORT_FORMAT, version: EXPORT_VERSION, name: "Sale", graph };
  const tags = [" Spring ", "Spring", 7, "", "x".repeat(99)];
  expect(readImport("x.json", JSON.stringify({ ...file, tags }))).toMatchObject({
    tags: ["Spring", "x".repeat(40)],
  });
  expect(readImport("x.json", JSON.stringify({ ...file, version: EXPORT_VERSION + 1 }))).toMatchObject({
    kind: "refused",
    code: "newer",
  });
});

it("refuses what is no JSON or no workflow", () => {
  expect(readImport("x.json", "{")).toEqual({ kind: "refused", code: "not-json" });
  for (const text of ["null", "[]", '{"graph": {"nodes": 1}}']) {
    expect(readImport("x.json", text)).toEqual({
      kind: "refused",
      code: "no-workflow",
    });
  }
});

it("reads what was written to a file, which holds no passwords of receivers", () => {
  const headers = { Authorization: "Bearer hunter2" };
  const call = { id: "b", type: "call-webhook", config: { url: "https://example.com/", headers } };
  const nodes = [...graph.nodes, { ...call, position: { x: 0, y: 180 } }];
  const text = workflowFileText({ name: "Calls", tags: ["Spring"], graph: { ...graph, nodes } });
  expect(text).not.toContain("hunter2");
  expect(readImport("x.json", text)).toMatchObject({
    name: "Calls",
    tags: ["Spring"],
    graph: { nodes: [graph.nodes[0], { id: "b", config: { headers: { Authorization: "••••" } } }] },
  });
});

it("brings back what stands beyond all reach, and refuses a config that never ends", () => {
  const text = JSON.stringify(graph);
  const far = readImport("x.json", text.replace('"x":0', '"x":1e308'));
  expect(far.kind === "read" && far.graph.nodes[0]!.position).toEqual({ x: PLACE_MAX_PX, y: 0 });
  const nested = `${'{"a":'.repeat(6000)}1${"}".repeat(6000)}`;
  expect(readImport("x.json", text.replace('"config":{}', `"config":${nested}`))).toEqual({
    kind: "refused",
    code: "no-workflow",
  });
});
