import { describe, expect, it } from "vitest";
import { type Graph, type GraphNode, PLACE_MAX_PX } from "#workflows/graph.ts";
import { validateGraph } from "#workflows/validate.ts";
import { copyPiece, pastePiece } from "../clipboard/kept-piece.ts";
import { readPiece, writePiece } from "../clipboard/piece-text.ts";
import { reduceDraft, startDraft } from "../draft.ts";
import { newNode } from "../new-node.ts";
import { freshPiece, type Piece, pieceOf } from "./piece.ts";

function node(id: string, type: string, y = 0): GraphNode {
  return { ...newNode(type, { x: 0, y }), id };
}

const graph: Graph = {
  nodes: [node("start", "signup"), node("wait", "delay", 180), node("mail", "send-email", 360)],
  edges: [
    { id: "start:next", from: "start", port: "next", to: "wait" },
    { id: "wait:next", from: "wait", port: "next", to: "mail" },
  ],
  notes: [{ id: "note", text: "Ask Ana about the words", position: { x: 400, y: 0 }, width: 300 }],
};

/** Ids in the order they are asked for. */
function counting(): (prefix: string) => string {
  let made = 0;
  return (prefix) => `${prefix}-${++made}`;
}

function copied(ids: string[], notes: string[] = []): Piece {
  const answer = readPiece(writePiece(pieceOf(graph, { nodes: ids, notes })));
  if (answer.kind !== "piece") throw new Error(answer.kind);
  return answer.piece;
}

describe("copying as text and pasting", () => {
  it("keeps settings, notes and the connections inside, under new ids", () => {
    const piece = freshPiece(copied(["wait", "mail"], ["note"]), { x: 40, y: 40 }, counting());
    const draft = startDraft(graph);
    const pasted = reduceDraft(draft, { kind: "edit", edit: { kind: "paste", piece } });
    expect(pasted.graph.nodes.slice(3)).toEqual([
      { ...graph.nodes[1], id: "delay-1", position: { x: 40, y: 220 } },
      { ...graph.nodes[2], id: "send-email-2", position: { x: 40, y: 400 } },
    ]);
    expect(pasted.graph.edges.slice(2)).toEqual([
      { id: "delay-1:next", from: "delay-1", port: "next", to: "send-email-2" },
    ]);
    expect(pasted.graph.notes?.at(1)).toEqual({
      ...graph.notes?.[0],
      id: "note-3",
      position: { x: 440, y: 40 },
    });
    expect(pasted.past).toEqual([graph]);
  });

  it("goes into another workflow, and a second trigger is told about by the problems", () => {
    const other: Graph = { nodes: [node("begin", "event"), node("end", "exit")], edges: [] };
    const piece = freshPiece(copied(["start", "wait"]), { x: 0, y: 0 }, counting());
    const { graph: both } = reduceDraft(startDraft(other), { kind: "edit", edit: { kind: "paste", piece } });
    expect(both.edges.map(({ from, to }) => `${from} > ${to}`)).toEqual(["signup-1 > delay-2"]);
    expect(validateGraph(both).map(({ code }) => code)).toContain("graph.second-trigger");
  });

  it("puts nothing in twice", () => {
    const piece = pieceOf(graph, { nodes: ["wait"], notes: ["note"] });
    const draft = startDraft(graph);
    expect(reduceDraft(draft, { kind: "edit", edit: { kind: "paste", piece } })).toBe(draft);
  });

  it("gives a step of a type that it does not know an id that can be stored", () => {
    const strange = {
      ...node("odd", "delay"),
      type: "../../<script> of some 60 characters that is no id at all",
    };
    const { nodes } = freshPiece({ nodes: [strange], edges: [], notes: [] }, { x: 0, y: 0 }, counting());
    expect(nodes[0]).toMatchObject({ id: "step-1", type: strange.type });
  });
});

describe("reading a text that somebody copied", () => {
  const text = writePiece(pieceOf(graph, { nodes: ["wait"], notes: [] }));
  const nested = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;

  it.each([
    ["words", "Dear all, “rekindle” is a fine word", "foreign"],
    ["a number", "12", "foreign"],
    ["other JSON", '{"nodes":[],"edges":[]}', "foreign"],
    ["something that only looks like ours", '{"rekindle":"themes","version":1}', "foreign"],
    ["a cut-off copy", text.slice(0, -10), "foreign"],
    ["steps of a later version", text.replace('"version": 1', '"version": 2'), "newer"],
    ["ours without steps", '{"rekindle":"steps","version":1}', "broken"],
    ["a step without a place", text.replace('"position"', '"place"'), "broken"],
    ["a step whose id is no id", text.replace('"wait"', '"<img src=x>"'), "broken"],
    ["a config that never ends", text.replace('"config": {', `"config": {"deep":${nested},`), "broken"],
    [
      "two steps with one id",
      JSON.stringify({ ...JSON.parse(text), nodes: [graph.nodes[0], graph.nodes[0]] }),
      "broken",
    ],
    [
      "more steps than a workflow may have",
      JSON.stringify({
        ...JSON.parse(text),
        nodes: Array.from({ length: 501 }, (_, i) => node(`n${i}`, "exit")),
      }),
      "broken",
    ],
  ])("%s: %#", (_, hostile, kind) => {
    expect(readPiece(hostile).kind).toBe(kind);
  });

  it("brings back what stands beyond all reach", () => {
    const answer = readPiece(text.replace('"x": 0', '"x": -1e300'));
    expect(answer.kind === "piece" && answer.piece.nodes[0]!.position.x).toBe(-PLACE_MAX_PX);
  });

  it("takes no property that a config could inherit from", () => {
    const answer = readPiece(text.replace('"config": {', '"config": {"__proto__":{"owner":true},'));
    expect(answer.kind === "piece" && "owner" in answer.piece.nodes[0]!.config).toBe(false);
  });
});

describe("passwords of receivers", () => {
  const headers = { Authorization: "Bearer hunter2", "X-Key": "{{ secrets.SHOP }}" };
  const call = { ...node("call", "call-webhook"), config: { url: "https://example.com/hook", headers } };
  const chat = "https://hooks.slack.com/services/hunter2";
  const notice = { ...node("notice", "notify-team"), config: { via: "chat", url: chat } };
  const piece: Piece = { nodes: [call, notice], edges: [], notes: [] };

  it("stay out of the text that others may get, which says what is missing", () => {
    const text = copyPiece(piece);
    expect(text).not.toContain("hunter2");
    const answer = readPiece(text);
    expect(answer.kind === "piece" && answer.piece.nodes[0]!.config.headers).toEqual({
      Authorization: "••••",
      "X-Key": "{{ secrets.SHOP }}",
    });
  });

  it("are there again when the text is pasted in the window in which it was copied", () => {
    const text = copyPiece(piece);
    expect(pastePiece(text.replaceAll("\n", "\r\n"))).toEqual({ kind: "piece", piece });
    copyPiece({ ...piece, nodes: [notice] });
    expect(JSON.stringify(pastePiece(text))).not.toContain("hunter2");
  });
});
