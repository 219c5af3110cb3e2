import type { Active, DroppableContainer } from "@dnd-kit/core";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import english from "#locales/en/email-editor.json";
import type { EmailDesign } from "#workflows/email-design.ts";
import { withScheme } from "./color-scheme.ts";
import type { Place } from "./design-edits.ts";
import { designText } from "./design-text.ts";
import { nearestSlot, wordPlace } from "./drag.ts";
import { newBlock } from "./new-block.ts";
import { lengthHint } from "./subject-fields.tsx";
import { readAnswer } from "./upload-image.ts";
import { placeToAdd } from "./use-editor-state.ts";
import { usedBy } from "./used-by.ts";

const t = createTranslator({
  locale: "en",
  namespace: "email-editor",
  messages: { "email-editor": english },
});

const design: EmailDesign = {
  blocks: [
    { id: "h", type: "heading", text: "Your cart", level: 1, align: "left" },
    {
      id: "c",
      type: "columns",
      columns: [[{ id: "t", type: "text", html: "<p>Left</p>", align: "left" }], []],
    },
    { id: "b", type: "button", label: "Buy", href: "https://shop.example", align: "left" },
    { id: "f", type: "footer", html: "<p>Bye</p>", align: "center" },
  ],
};

describe("a block is added", () => {
  it.each<[string, string | null, boolean, Place]>([
    ["above the footer while nothing is selected", null, false, { list: null, index: 3 }],
    ["behind what is selected", "h", false, { list: null, index: 1 }],
    [
      "into the empty column of selected columns",
      "c",
      false,
      { list: { columnsId: "c", column: 1 }, index: 0 },
    ],
    ["behind what is selected in a column", "t", false, { list: { columnsId: "c", column: 0 }, index: 1 }],
    ["behind the columns when it is columns itself", "t", true, { list: null, index: 2 }],
  ])("%s", (_, selected, wide, place) => expect(placeToAdd(design, selected, wide)).toEqual(place));
});

describe("dragging", () => {
  const rect = (top: number, left: number, width: number) =>
    ({ top, left, width, height: 0, right: left + width, bottom: top }) as DOMRect;
  const slot = (id: string, place: Place) =>
    ({ id, data: { current: { place } } }) as unknown as DroppableContainer;
  const slots = [
    slot("top", { list: null, index: 0 }),
    slot("column", { list: { columnsId: "c", column: 0 }, index: 0 }),
    slot("end", { list: null, index: 1 }),
  ];
  const rects = new Map([
    ["top", rect(0, 0, 600)],
    ["column", rect(40, 20, 200)],
    ["end", rect(300, 0, 600)],
  ]);
  const at = (type: "text" | "columns", x: number, y: number) =>
    nearestSlot({
      active: { data: { current: { dragged: { kind: "new", type } } } } as unknown as Active,
      droppableContainers: slots,
      droppableRects: rects,
      pointerCoordinates: { x, y },
      collisionRect: rect(0, 0, 10),
    })[0]?.id;

  it("finds the nearest gap, those of columns not for columns, and none far outside of the email", () => {
    expect(at("text", 100, 50)).toBe("column");
    expect(at("text", 500, 20)).toBe("top");
    expect(at("text", 100, 290)).toBe("end");
    expect(at("columns", 100, 50)).toBe("top");
    expect(at("text", -300, 50)).toBeUndefined();
  });

  it("tells a place in words", () => {
    expect(wordPlace(design, { list: null, index: 0 }, t)).toBe("before Heading “Your cart”");
    expect(wordPlace(design, { list: null, index: 4 }, t)).toBe("at the end of the email");
    expect(wordPlace(design, { list: { columnsId: "c", column: 1 }, index: 0 }, t)).toBe(
      "at the end of column 2",
    );
  });
});

describe("the text for programs without HTML", () => {
  it("begins with the words of the email, its links and variables", () => {
    const blocks = [
      ...design.blocks,
      {
        ...newBlock("text", t),
        html: '<p>Hi {{ profile.firstName | default: "you" }}</p><ol><li><p>one</p></li><li><p>two</p></li></ol><p><a href="https://a.example">see</a></p>',
      } as EmailDesign["blocks"][number],
    ];
    expect(designText({ blocks }, t)).toBe(
      [
        "Your cart",
        "Left",
        "Buy: https://shop.example",
        "Bye",
        'Hi {{ profile.firstName | default: "you" }}',
        "1. one\n2. two\nsee (https://a.example)",
      ].join("\n\n"),
    );
  });
});

it("the preview shows dark colors when they are asked for, whatever the browser prefers", () => {
  const html = "@media (prefers-color-scheme: dark) { a { color: red } }";
  expect(withScheme(html, "dark")).toContain("(min-width: 0px)");
  expect(withScheme(html, "light")).toContain("(max-width: 0px)");
});

it("the length of a subject counts a variable as one word", () => {
  expect(lengthHint("Hello {{ profile.firstName | default: 'there' }}", 50, t)).toMatch(/^12 of about 50/);
  expect(lengthHint("x".repeat(60), 50, t)).toMatch(/^60 characters\. A phone shows about 50/);
});

it("an upload tells the server's own reason", () => {
  expect(readAnswer(201, '{"src":"/images/a.png"}', t)).toEqual({ kind: "taken", src: "/images/a.png" });
  expect(readAnswer(415, '{"error":{"message":"Choose a PNG"}}', t)).toEqual({
    kind: "refused",
    text: "Choose a PNG",
  });
  expect(readAnswer(502, "<html>", t)).toMatchObject({ kind: "refused" });
});

it("a picture that stays says where it is used", () => {
  expect(usedBy({ workflows: [{ name: "Cart" }], savedBlocks: ["Head"], inBrand: true }, t, "en")).toBe(
    "It is still used by the workflow “Cart”, the saved block “Head” and the logo of your emails. Take it out there first.",
  );
});
