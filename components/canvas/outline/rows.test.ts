import { expect, it } from "vitest";
import { edgeId, type Graph } from "#workflows/graph.ts";
import { outlineOf } from "./outline.ts";
import { rowBeside, rowsAround, rowsOf } from "./rows.ts";

const position = { x: 0, y: 0 };
const edge = (from: string, port: string, to: string) => ({ id: edgeId(from, port), from, port, to });

const graph: Graph = {
  nodes: [
    { id: "start", type: "signup", config: {}, position },
    { id: "mail", type: "send-email", config: { subject: "Hi", body: "There" }, position },
    { id: "call", type: "call-webhook", config: { url: "https://example.com" }, position },
    { id: "exit", type: "exit", config: {}, position },
  ],
  edges: [
    edge("start", "next", "mail"),
    edge("mail", "next", "exit"),
    edge("mail", "failed", "call"),
    edge("call", "next", "exit"),
  ],
};

const rows = rowsOf(outlineOf(graph), true);

it("comes to every step and every end in the order of reading", () => {
  expect(rows.map(({ key }) => key)).toEqual([
    "step start",
    "step mail",
    "step call",
    "open call failed",
    "edge call:next",
    "step exit",
  ]);
  expect(rowsOf(outlineOf(graph), false).map(({ key }) => key)).not.toContain("open call failed");
});

it("goes up and down through all of them, and in and out of paths", () => {
  expect(rowBeside(rows, "step mail", "ArrowDown")).toBe("step call");
  expect(rowBeside(rows, "step exit", "ArrowUp")).toBe("edge call:next");
  expect(rowBeside(rows, "step mail", "ArrowRight")).toBe("step call");
  expect(rowBeside(rows, "edge call:next", "ArrowLeft")).toBe("step mail");
  expect(rowBeside(rows, "open call failed", "ArrowLeft")).toBe("step call");
  expect(rowBeside(rows, "step exit", "Home")).toBe("step start");
  expect(rowBeside(rows, "step start", "End")).toBe("step exit");
});

it("stays at the edges, and begins at the top when what had the focus is gone", () => {
  expect(rowBeside(rows, "step start", "ArrowUp")).toBeNull();
  expect(rowBeside(rows, "step exit", "ArrowRight")).toBeNull();
  expect(rowBeside(rows, "step start", "ArrowLeft")).toBeNull();
  expect(rowBeside(rows, "step gone", "ArrowDown")).toBe("step start");
});

it("hands the focus of a step that is deleted to what follows it, else to what is above", () => {
  expect(rowsAround(rows, "call")).toEqual(["step exit", "step mail"]);
  expect(rowsAround(rows, "exit")).toEqual(["edge call:next"]);
});
