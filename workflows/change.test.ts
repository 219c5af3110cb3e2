import { expect, it } from "vitest";
import { changeAttributes, withChange } from "./change.ts";
import type { Change } from "./node.ts";
import { deepFreeze, makeFacts } from "./testing/sample-facts.ts";

const before = deepFreeze({ city: "Berlin", visits: 12, tags: ["vip"], note: "many" });

it.each([
  ["sets", { kind: "set", attribute: "plan", value: { name: "pro" } }, { ...before, plan: { name: "pro" } }],
  ["replaces", { kind: "set", attribute: "city", value: "Rome" }, { ...before, city: "Rome" }],
  ["removes", { kind: "set", attribute: "city", value: null }, { visits: 12, tags: ["vip"], note: "many" }],
  ["adds up", { kind: "increment", attribute: "visits", by: -2 }, { ...before, visits: 10 }],
  ["begins at 0", { kind: "increment", attribute: "points", by: 3 }, { ...before, points: 3 }],
  ["takes what is no number for 0", { kind: "increment", attribute: "note", by: 3 }, { ...before, note: 3 }],
  ["adds a tag", { kind: "add-tag", tag: "new" }, { ...before, tags: ["vip", "new"] }],
  ["adds no tag twice", { kind: "add-tag", tag: "vip" }, before],
  ["removes a tag", { kind: "remove-tag", tag: "vip" }, { ...before, tags: [] }],
  ["removes no tag that is not there", { kind: "remove-tag", tag: "old" }, before],
  ["leaves all as it is for an event", { kind: "record-event", name: "Hi", properties: {} }, before],
] as [string, Change, Record<string, unknown>][])("%s", (_what, change, after) => {
  expect(changeAttributes(before, change)).toEqual(after);
});

it("makes a list of tags where something else was", () => {
  expect(changeAttributes({ tags: "vip" }, { kind: "add-tag", tag: "new" })).toEqual({ tags: ["new"] });
});

it("is seen by the steps after it: attributes, and how often something happened", () => {
  const facts = deepFreeze(
    makeFacts({ eventCounts: { "0:Order: Paid": 1, "7:Order: Paid": 0, "0:Other": 4 } }),
  );
  const event = { kind: "record-event" as const, name: "Order: Paid", properties: {} };
  expect(withChange(facts, event).eventCounts).toEqual({
    "0:Order: Paid": 2,
    "7:Order: Paid": 1,
    "0:Other": 4,
  });
  const set = { kind: "set" as const, attribute: "city", value: "Rome" };
  expect(withChange(facts, set).profile.attributes).toMatchObject({ city: "Rome", visits: 12 });
});
