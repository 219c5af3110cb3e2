import { expect, it } from "vitest";
import { emptyGraph, type Graph } from "#workflows/graph.ts";
import { overlap } from "../arrange/boxes.ts";
import { addNote } from "../edits/notes.ts";
import { NODE_WIDTH, NOTE_SIZE, ROW_HEIGHT } from "../layout.ts";
import { newNode } from "../new-node.ts";
import { placeForNote } from "./place-for-note.ts";

it("lies on no step and on no other note, however many are written", () => {
  const nodes = [newNode("signup", { x: 0, y: 0 }), newNode("delay", { x: 320, y: 180 })];
  const graph = ["one", "two", "three"].reduce(
    (before: Graph, id) => addNote(before, { id, text: "", position: placeForNote(before) }),
    { nodes, edges: [] },
  );
  const notes = graph.notes?.map(({ position }) => ({ ...position, ...NOTE_SIZE })) ?? [];
  const steps = nodes.map(({ position }) => ({ ...position, width: NODE_WIDTH, height: ROW_HEIGHT }));
  const all = [...steps, ...notes];
  const hidden = all.filter((box, index) => all.slice(index + 1).some((other) => overlap(box, other)));
  expect(all).toHaveLength(5);
  expect(hidden).toEqual([]);
  expect(placeForNote(emptyGraph)).toEqual({ x: 0, y: 0 });
});
