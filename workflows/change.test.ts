import { expect, it } from "vitest";
import { changeAttributes, withChange } from "./change.ts";
import { type MeasureNeed, measureKey } from "./needs.ts";
import type { Change } from "./node.ts";
import { deepFreeze, makeFacts, NOW } from "./testing/sample-facts.ts";

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

it("is seen by the steps after it: attributes, tags, and how often something happened", () => {
  const paid = { event: "Order: Paid", withinDays: 7 };
  const large = [{ path: "total", operator: "greater" as const, value: 50 }];
  const total = { kind: "total" as const, property: "total", ...paid };
  const needs: [MeasureNeed, before: number | null, after: number | null][] = [
    [{ kind: "count", ...paid, withinDays: 0 }, 1, 2],
    [{ kind: "count", ...paid }, 0, 1],
    [{ kind: "count", ...paid, where: large }, 4, 4],
    [{ kind: "count", ...paid, beforeDays: 1 }, 4, 4],
    [{ kind: "count", ...paid, event: "Other" }, 4, 4],
    [{ ...total, of: "sum" }, 100, 140],
    [{ ...total, of: "count" }, 2, 3],
    [{ ...total, of: "max" }, null, 40],
    [{ ...total, of: "min" }, 60, 40],
    [{ kind: "occurred", which: "first", event: "Order: Paid" }, 5, 5],
    [{ kind: "occurred", which: "last", event: "Order: Paid" }, 5, NOW],
    [{ kind: "messages", did: "opened", withinDays: 0 }, 3, 3],
  ];
  const measures = Object.fromEntries(needs.map(([need, before]) => [measureKey(need), before]));
  const facts = deepFreeze(makeFacts({ measures }));
  const event = { kind: "record-event" as const, name: "Order: Paid", properties: { total: 40 } };
  expect(withChange(facts, event, NOW).measures).toEqual(
    Object.fromEntries(needs.map(([need, _before, after]) => [measureKey(need), after])),
  );
  const tagged = [
    { kind: "add-tag" as const, tag: "new" },
    { kind: "remove-tag" as const, tag: "old" },
  ].reduce((facts, change) => withChange(facts, change, NOW), makeFacts({ tags: ["old", "kept"] }));
  expect(tagged.tags).toEqual(["kept", "new"]);
  const set = { kind: "set" as const, attribute: "city", value: "Rome" };
  expect(withChange(facts, set, NOW).profile.attributes).toMatchObject({ city: "Rome", visits: 12 });
});
