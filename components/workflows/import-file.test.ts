import { expect, it } from "vitest";
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
