import { expect, it } from "vitest";
import { readListKey } from "./list-keys.ts";

const press = (key: string, held: Partial<Parameters<typeof readListKey>[0]> = {}) =>
  readListKey({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held });

it.each([
  ["ArrowDown", { kind: "go", arrow: "ArrowDown" }],
  ["Home", { kind: "go", arrow: "Home" }],
  ["a", { kind: "add" }],
  ["A", { kind: "add" }],
  ["Insert", { kind: "add" }],
  ["Delete", { kind: "remove" }],
  ["Backspace", { kind: "remove" }],
  ["Enter", null],
  ["Tab", null],
])("reads %s", (key, meaning) => {
  expect(press(key)).toEqual(meaning);
});

it("moves a step with Alt, and leaves what is held with other keys to the page", () => {
  expect(press("ArrowUp", { altKey: true })).toEqual({ kind: "move", direction: "up" });
  expect(press("ArrowDown", { altKey: true })).toEqual({ kind: "move", direction: "down" });
  expect(press("ArrowLeft", { altKey: true })).toBeNull();
  expect(press("a", { ctrlKey: true })).toBeNull();
  expect(press("z", { metaKey: true })).toBeNull();
});
