import { describe, expect, it } from "vitest";
import { eventFilter, matchesEvent, wordEventFilter } from "./event-filter.ts";
import { word } from "./phrase.ts";
import { NOW } from "./testing/sample-facts.ts";

const happened = (properties: Record<string, unknown>, name = "Paid") => ({ name, at: NOW, properties });
const filter = (where: unknown[] = []) => eventFilter.parse({ event: " Paid ", where });

describe("an event", () => {
  it("is meant by its exact name, and by all rules over its properties", () => {
    const rules = [
      { property: "total", operator: "greater", value: 50 },
      { property: "shop.city", operator: "equals", value: "berlin" },
    ];
    expect(matchesEvent(filter(), happened({}), {}, "UTC")).toBe(true);
    expect(matchesEvent(filter(), happened({}, "paid"), {}, "UTC")).toBe(false);
    const fits = { total: "51", shop: { city: "Berlin" } };
    expect(matchesEvent(filter(rules), happened(fits), {}, "UTC")).toBe(true);
    expect(matchesEvent(filter(rules), happened({ ...fits, total: 50 }), {}, "UTC")).toBe(false);
    expect(matchesEvent(filter(rules), happened({ total: 51 }), {}, "UTC")).toBe(false);
  });

  it.each([
    ["o1", "o1", true],
    [1001, "1001", true],
    ["o2", "o1", false],
    ["o1", undefined, false],
    [undefined, "o1", false],
    [undefined, undefined, false],
  ])("with %j is compared with the run's own value %j", (sent, own, matches) => {
    const rule = { property: "order_id", operator: "equals", value: "{{ event.order_id }}" };
    const data = { event: { order_id: own } };
    expect(matchesEvent(filter([rule]), happened({ order_id: sent }), data, "UTC")).toBe(matches);
  });

  it("is compared with a value of the run within a text", () => {
    const rule = { property: "key", operator: "equals", value: "order-{{ event.id }}" };
    expect(matchesEvent(filter([rule]), happened({ key: "order-7" }), { event: { id: 7 } }, "UTC")).toBe(
      true,
    );
  });
});

it("is put in words", () => {
  expect(word(wordEventFilter(filter()))).toBe("“Paid”");
  const rules = [
    { property: "total", operator: "greater", value: 50 },
    { property: "code", operator: "exists" },
  ];
  expect(word(wordEventFilter(filter(rules)))).toBe("“Paid” whose total is more than 50 and code is known");
});

it("is refused where a rule has nothing to compare with, or nothing to compare", () => {
  const refuses = (rule: object) => !eventFilter.safeParse({ event: "Paid", where: [rule] }).success;
  expect(refuses({ property: "total", operator: "equals" })).toBe(true);
  expect(refuses({ property: "total", operator: "equals", value: "" })).toBe(true);
  expect(refuses({ property: " ", operator: "exists" })).toBe(true);
  expect(refuses({ property: "total", operator: "missing" })).toBe(false);
});
