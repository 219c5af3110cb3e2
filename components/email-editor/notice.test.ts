import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import english from "#locales/en/email-editor.json";
import { removeBlock, stepBlock } from "./design-edits.ts";
import { record, redo, startHistory, undo } from "./design-history.ts";
import { newBlock } from "./new-block.ts";
import { currentNotice, type Notice } from "./notice.ts";

const t = createTranslator({
  locale: "en",
  namespace: "email-editor",
  messages: { "email-editor": english },
});

it("offers to take back a deletion only while that is the latest edit", () => {
  const [a, b, c] = [newBlock("heading", t), newBlock("text", t), newBlock("divider", t)];
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
  const after = { blocks: [newBlock("text", t)] };
  const notice: Notice = { number: 1, text: "The block was saved.", how: "shown", after };
  expect(currentNotice(notice, { blocks: [] })).toBe(notice);
});
