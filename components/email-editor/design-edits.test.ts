import fc from "fast-check";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import english from "#locales/en/email-editor.json";
import { type EmailDesign, emailDesign } from "#workflows/email-design.ts";
import {
  allBlocks,
  changeBlock,
  findBlock,
  insertBlock,
  moveBlock,
  type Place,
  placeOf,
  removeBlock,
  stepBlock,
  withColumnCount,
} from "./design-edits.ts";
import { record, redo, settle, startHistory, undo } from "./design-history.ts";
import { type BlockType, copyOf, newBlock, readDesign } from "./new-block.ts";
import { designFrom, startingPoints } from "./starting-points.ts";

const t = createTranslator({
  locale: "en",
  namespace: "email-editor",
  messages: { "email-editor": english },
});
const starts = startingPoints(t);

const TYPES: BlockType[] = [
  "heading",
  "text",
  "image",
  "button",
  "divider",
  "products",
  "social",
  "footer",
  "columns",
];

const lucky = fc.record({
  kind: fc.constantFrom("insert", "move", "up", "down", "duplicate", "remove", "change", "count"),
  type: fc.constantFrom(...TYPES),
  nth: fc.nat(80),
  list: fc.nat(8),
  index: fc.nat(14),
});
type Lucky = typeof lucky extends fc.Arbitrary<infer T> ? T : never;

/** Any place of the email or of one of its columns. */
function placeFor(design: EmailDesign, { list, index }: Lucky): Place {
  const columns = design.blocks.flatMap((block) =>
    block.type === "columns" ? block.columns.map((_, column) => ({ columnsId: block.id, column })) : [],
  );
  return { list: columns[list - 1] ?? null, index };
}

function apply(design: EmailDesign, step: Lucky): EmailDesign {
  const blocks = allBlocks(design);
  const block = blocks[step.nth % Math.max(1, blocks.length)];
  if (step.kind === "insert" || !block)
    return insertBlock(design, newBlock(step.type, t), placeFor(design, step));
  switch (step.kind) {
    case "move":
      return moveBlock(design, block.id, placeFor(design, step));
    case "up":
      return stepBlock(design, block.id, -1);
    case "down":
      return stepBlock(design, block.id, 1);
    case "duplicate":
      return insertBlock(design, copyOf(block), placeFor(design, step));
    case "remove":
      return removeBlock(design, block.id);
    case "change":
      return changeBlock(design, block.type === "heading" ? { ...block, text: "Other" } : { ...block });
    default:
      return block.type === "columns"
        ? changeBlock(design, withColumnCount(block, step.nth % 2 === 0 ? 2 : 3))
        : design;
  }
}

describe("editing a design", () => {
  it("keeps it valid and every id unique, whatever is done, and going back leads to the start", () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.array(lucky, { maxLength: 90 }), (start, steps) => {
        const first = designFrom(start);
        let history = startHistory(first);
        for (const step of steps) {
          history = record(history, apply(history.design, step));
          const ids = allBlocks(history.design).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        }
        expect(emailDesign.parse(history.design)).toEqual(history.design);
        const last = history.design;
        while (history.past.length > 0) history = undo(history);
        expect(history.design).toBe(first);
        while (history.future.length > 0) history = redo(history);
        expect(history.design).toBe(last);
      }),
      { numRuns: 60 },
    );
  });

  it("moves a block without losing or changing any", () => {
    fc.assert(
      fc.property(fc.array(lucky, { maxLength: 40 }), lucky, (steps, step) => {
        const before = steps.reduce(apply, { blocks: [newBlock("columns", t), newBlock("text", t)] });
        fc.pre(before.blocks.length > 0);
        const after = apply(before, { ...step, kind: "move" });
        const sorted = (design: EmailDesign) =>
          allBlocks(design)
            .filter(({ type }) => type !== "columns")
            .sort((a, b) => a.id.localeCompare(b.id));
        expect(sorted(after)).toEqual(sorted(before));
      }),
      { numRuns: 60 },
    );
  });

  it("puts a block where it was dropped, counting from before the move", () => {
    const [a, b, c] = [newBlock("heading", t), newBlock("text", t), newBlock("divider", t)];
    const design = { blocks: [a!, b!, c!] };
    const order = (next: EmailDesign) => next.blocks.map(({ type }) => type);
    expect(order(moveBlock(design, a!.id, { list: null, index: 3 }))).toEqual(["text", "divider", "heading"]);
    expect(order(moveBlock(design, c!.id, { list: null, index: 1 }))).toEqual(["heading", "divider", "text"]);
    expect(moveBlock(design, b!.id, { list: null, index: 1 })).toBe(design);
    expect(moveBlock(design, b!.id, { list: null, index: 2 })).toBe(design);
  });

  it("takes a block into a column and out again, but never columns into columns", () => {
    const columns = newBlock("columns", t);
    const image = newBlock("image", t);
    const design = { blocks: [columns, image] };
    const inside = moveBlock(design, image.id, { list: { columnsId: columns.id, column: 1 }, index: 0 });
    expect(placeOf(inside, image.id)).toEqual({ list: { columnsId: columns.id, column: 1 }, index: 0 });
    expect(moveBlock(inside, image.id, { list: null, index: 0 }).blocks[0]).toBe(image);
    const other = newBlock("columns", t);
    expect(insertBlock(design, other, { list: { columnsId: columns.id, column: 0 }, index: 0 })).toBe(design);
  });

  it("keeps what stands in a column that goes away", () => {
    const three = withColumnCount({ id: "c", type: "columns", columns: [[], []] }, 3);
    const divider = { id: "d", type: "divider" as const };
    const two = withColumnCount({ ...three, columns: [[], [], [divider]] }, 2);
    expect(two.columns).toEqual([[], [divider]]);
  });

  it("refuses a 61st block", () => {
    const full = { blocks: Array.from({ length: 60 }, () => newBlock("divider", t)) };
    expect(insertBlock(full, newBlock("text", t), { list: null, index: 0 })).toBe(full);
  });
});

describe("the history", () => {
  it("joins typing in one field to one entry, until the field is left", () => {
    const block = { id: "h", type: "heading" as const, text: "", level: 1 as const, align: "left" as const };
    let history = startHistory({ blocks: [block] });
    const type = (text: string) => {
      history = record(history, changeBlock(history.design, { ...block, text }), "h text");
    };
    type("A");
    type("An");
    history = settle(history);
    type("And");
    expect(history.past).toHaveLength(2);
    const text = () => findBlock(history.design, "h");
    history = undo(history);
    expect(text()).toMatchObject({ text: "An" });
    history = undo(history);
    expect(text()).toMatchObject({ text: "" });
  });
});

describe("what is stored", () => {
  it("opens whatever it holds, and keeps the blocks that can be read", () => {
    const divider = { id: "d", type: "divider" };
    expect(readDesign({ blocks: [divider, { id: "n", type: "hologram" }, 7] })).toEqual({
      blocks: [divider],
    });
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(emailDesign.safeParse(readDesign(value)).success).toBe(true);
      }),
    );
  });

  it.each(starts)("the starting point $name is valid", (start) => {
    const design = designFrom(start);
    expect(emailDesign.parse(design)).toEqual(design);
    expect(design.blocks.at(-1)?.type).toBe("footer");
    expect(designFrom(start).blocks[0]?.id).not.toBe(design.blocks[0]?.id);
  });
});
