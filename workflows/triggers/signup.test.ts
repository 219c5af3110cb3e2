import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { NOW } from "../testing/sample-facts.ts";
import { signup } from "./signup.ts";

const context = { zone: "Europe/Berlin", carts: [] };

it("enters each person once, with what the shop said about the signup", () => {
  const event = { name: "Signed Up", at: NOW, properties: { source: "checkout" } };
  const once = { kind: "start", entryKey: "once", data: { event: { source: "checkout" } } };
  expect(signup.on({}, event, context)).toEqual([once]);
  expect(signup.on({}, { ...event, at: NOW + 1 }, context)).toMatchObject([{ entryKey: "once" }]);
});

it("waits for the event as Segment names it, and no event ends the run", () => {
  expect(word(signup.describe({}))).toBe("When somebody signs up");
  expect(signup.listens({})).toEqual(["Signed Up"]);
  expect(signup.exitEvents({})).toEqual([]);
});
