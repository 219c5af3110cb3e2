import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Message } from "#components/shell/outputs.ts";
import { Interactions } from "./interactions.tsx";

const click = { id: 1, kind: "clicked", machine: false, url: "https://shop.example/shoes", at: 0 };
const fetched = { id: 2, kind: "opened", machine: true, url: null, at: 0 };
const draw = (interactions: unknown[], channel = "email") =>
  renderToStaticMarkup(<Interactions message={{ channel, interactions } as unknown as Message} />);

test("what a person did stands by itself, what programs did is folded away with the reason", () => {
  const [people = "", programs = ""] = draw([click, fetched]).split("<details");
  expect(people).toContain("Clicked");
  expect(people).toContain("https://shop.example/shoes");
  expect(people).not.toContain("Opened");
  expect(programs).toContain("1 by a program");
  expect(programs).toContain("Probably a mail program or a scanner, not a person");
  expect(programs).toContain("Opened");
});

test("nothing known is said so, and not claimed of what no person gets", () => {
  expect(draw([])).toContain("None are known.");
  expect(draw([fetched])).toContain("None by a person are known.");
  expect(draw([], "webhook")).toBe("");
});
