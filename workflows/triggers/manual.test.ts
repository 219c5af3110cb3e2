import { expect, it } from "vitest";
import { NOW } from "../testing/sample-facts.ts";
import { manual } from "./manual.ts";

it("lets people in by hand alone: no event starts it", () => {
  expect(manual.manual).toBe(true);
  expect(manual.listens({})).toEqual([]);
  const event = { name: "Added by hand", at: NOW, properties: {} };
  expect(manual.on({}, event, { zone: "UTC", carts: [] })).toEqual([]);
});
