import { describe, expect, it } from "vitest";
import { condition } from "#workflows/condition.ts";
import { operators } from "#workflows/operators.ts";
import { changeAttribute, changeOperator, operatorsFor, valueKindOf } from "./comparison-value.ts";
import { namedEvents } from "./named-events.ts";
import { newLeaf } from "./rule-draft.ts";
import { changeSpan, readSpan, spans } from "./span.ts";

describe("a span of days", () => {
  it.each(spans)("can be made %s from any other, and is a rule then", (kind) => {
    for (const before of spans) {
      const leaf = { ...changeSpan({ ...newLeaf("event"), event: "Paid" }, before) };
      const changed = changeSpan(leaf, kind);
      expect(readSpan(changed)).toBe(kind);
      expect(condition.safeParse(changed).error).toBeUndefined();
    }
  });

  it("keeps its kind while a number in it is being written anew", () => {
    expect(readSpan({ withinDays: undefined })).toBe("last");
    expect(readSpan({ withinDays: 30, beforeDays: null })).toBe("between");
  });
});

describe("a comparison", () => {
  it.each(operators)(
    "with the operator %s never keeps a value that it cannot be compared with",
    (operator) => {
      for (const before of operators) {
        for (const value of ["Lyon", 30, "2026-05-01"]) {
          const { value: next = value } = changeOperator(value, before, operator);
          if (valueKindOf(before) === valueKindOf(operator)) expect(next).toBe(value);
          else if (valueKindOf(operator) === "days") expect(typeof next).toBe("number");
          else if (valueKindOf(operator) === "date") expect(["", "2026-05-01"]).toContain(next);
        }
      }
    },
  );

  it("with a moment is one of time, and keeps what it is already", () => {
    const started = changeAttribute("lastSeenAt", { operator: "equals", value: "" });
    expect(started).toEqual({ attribute: "lastSeenAt", operator: "in-last-days", value: 30 });
    expect(condition.safeParse({ kind: "attribute", ...started }).success).toBe(true);
    expect(changeAttribute("createdAt", { operator: "before", value: "2026-05-01" })).toEqual({
      attribute: "createdAt",
    });
    expect(changeAttribute("city", { operator: "equals", value: "Lyon" })).toEqual({ attribute: "city" });
    expect(operatorsFor("createdAt", "before")).not.toContain("equals");
    expect(operatorsFor("createdAt", "equals")).toContain("equals");
    expect(operatorsFor("city", "equals")).toEqual(operators);
  });
});

it("the events that rules name are found wherever the rules stand", () => {
  const bought = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 0 };
  const config = {
    paths: [{ condition: { kind: "all", of: [bought, { kind: "not", of: { ...bought, event: "Left" } }] } }],
    exitEvents: [{ event: "Left", where: [] }, { event: "" }],
  };
  expect(namedEvents(config).sort()).toEqual(["Left", "Order Completed"]);
  expect(namedEvents(null)).toEqual([]);
});
