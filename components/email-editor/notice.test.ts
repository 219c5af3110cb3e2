import { expect, it } from "vitest";
import { removeBlock, stepBlock } from "./design-edits.ts";
import { record, redo, startHistory, undo } from "./design-history.ts";
import { newBlock } from "./new-block.ts";
import { currentNotice, type Notice } from "./notice.ts";

it("offers to take back a deletion only while that is the latest edit", () => {
  const [a, b, c] = [newBlock("heading"), newBlock("text"), newBlock("divider")];
  const start = startHistory({ blocks: [a, b, c] });
  const deleted = record(start, removeBlock(start.design, a.id));
  const notice: Notice = { number: 1, text: "Deleted.", how: "undoable", after: deleted.design };
  expect(currentNotice(notice, deleted.design)).toBe(notice);
  const moved = record(deleted, stepBlock(deleted.design, c.id, -1));
  expect(currentNotice(notice, moved.design)).toBeNull();
  expect(currentNotice(notice, undo(deleted).design)).toBeNull();
  expect(undo(redo(undo(deleted))).design).toBe(start.design);
});

it("keeps a note without a way back while the email is edited further", () => {
  const after = { blocks: [newBlock("text")] };
  const notice: Notice = { number: 1, text: "The block was saved.", how: "shown", after };
  expect(currentNotice(notice, { blocks: [] })).toBe(notice);
});
