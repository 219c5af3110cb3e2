import { describe, expect, it } from "vitest";
import type { Condition } from "./condition.ts";
import { lifecycleStages } from "./lifecycle.ts";
import { ENGLISH, type Named, phrase, word } from "./phrase.ts";
import { wordCondition, wordStage } from "./word-condition.ts";

const bought = { kind: "event" as const, event: "Order Completed", atLeast: 1, withinDays: 0 };
const where = [{ path: "total", operator: "greater" as const, value: 50 }];

describe("a rule in words", () => {
  it.each<[Condition, string]>([
    [bought, "did “Order Completed”"],
    [{ ...bought, where }, "did “Order Completed” whose total is more than 50"],
    [{ ...bought, atLeast: 3, withinDays: 30 }, "did “Order Completed” at least 3 times in the last 30 days"],
    [{ ...bought, how: "exactly" }, "did “Order Completed” exactly once"],
    [{ ...bought, how: "at-most", atLeast: 2 }, "did “Order Completed” at most 2 times"],
    [{ ...bought, withinDays: 60, beforeDays: 30 }, "did “Order Completed” between 60 and 30 days ago"],
    [{ ...bought, beforeDays: 30 }, "did “Order Completed” more than 30 days ago"],
    [
      {
        ...{ kind: "measure", event: "Order Completed", where, withinDays: 90, of: "average" },
        ...{ property: "total", operator: "at-least", value: 100 },
      },
      "the average of total in “Order Completed” whose total is more than 50 is at least 100 in the last 90 days",
    ],
    [
      { kind: "occurred", event: "Signed Up", which: "first", operator: "after", value: "2026-01-01" },
      "did “Signed Up” for the first time after 2026-01-01",
    ],
    [
      { kind: "occurred", event: "Signed Up", which: "last", operator: "not-in-last-days", value: 60 },
      "did “Signed Up” for the last time, but not in the last 60 days",
    ],
    [
      { kind: "message", did: "opened", channel: "email", atLeast: 2, withinDays: 30 },
      "opened at least 2 emails in the last 30 days",
    ],
    [{ kind: "message", did: "received", atLeast: 1, withinDays: 7 }, "got 1 message in the last 7 days"],
    [{ kind: "lifecycle", stage: "at-risk" }, "is at risk"],
    [{ kind: "tag", tag: "vip" }, "has the tag “vip”"],
    [
      { kind: "attribute", attribute: "renewal", operator: "in-next-days", value: 14 },
      "renewal is in the next 14 days",
    ],
    [
      { kind: "attribute", attribute: "city", operator: "not-contains", value: "burg" },
      "city does not contain burg",
    ],
    [{ kind: "attribute", attribute: "lastSeenAt", operator: "exists" }, "last seen is known"],
    [
      { kind: "attribute", attribute: "birthday", operator: "in-next-days", value: 1 },
      "birthday is in the next day",
    ],
    [{ ...bought, withinDays: 1 }, "did “Order Completed” in the last day"],
    [{ ...bought, beforeDays: 1 }, "did “Order Completed” more than a day ago"],
  ])("%j", (rule, words) => {
    expect(word(wordCondition(rule))).toBe(words);
  });

  const got = { kind: "message" as const, did: "received" as const, atLeast: 1, withinDays: 90 };
  it.each<[Condition, string]>([
    [{ ...bought, withinDays: 30 }, "did not do “Order Completed” in the last 30 days"],
    [
      { ...bought, atLeast: 3, where },
      "did “Order Completed” whose total is more than 50 fewer than 3 times",
    ],
    [{ ...bought, how: "at-most" }, "did “Order Completed” more than once"],
    [{ ...bought, how: "exactly", atLeast: 2 }, "did not do “Order Completed” exactly 2 times"],
    [{ ...got, did: "opened", channel: "email" }, "did not open any email in the last 90 days"],
    [{ ...got, atLeast: 3 }, "got fewer than 3 messages in the last 90 days"],
    [{ kind: "workflow", workflowId: 5, state: "entered", withinDays: 0 }, "did not enter a workflow"],
    [{ kind: "segment", segmentId: 3 }, "is not in a segment"],
    [{ kind: "lifecycle", stage: "lost" }, "is not lost"],
    [{ kind: "tag", tag: "vip" }, "does not have the tag “vip”"],
    [{ kind: "reachable", channel: "email" }, "cannot be reached by email"],
    [{ kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" }, "not (city is Lyon)"],
    [
      { kind: "any", of: [bought, { kind: "tag", tag: "vip" }] },
      "not (did “Order Completed” or has the tag “vip”)",
    ],
  ])("the opposite of %j", (rule, words) => {
    expect(word(wordCondition({ kind: "not", of: rule }))).toBe(words);
  });

  it("tells apart what belongs together", () => {
    const tag = (name: string): Condition => ({ kind: "tag", tag: name });
    const either: Condition = { kind: "any", of: [tag("a"), tag("b")] };
    expect(word(wordCondition({ kind: "all", of: [either, tag("c")] }))).toBe(
      "(has the tag “a” or has the tag “b”) and has the tag “c”",
    );
    expect(word(wordCondition({ kind: "any", of: [either, tag("c")] }))).toBe(
      "has the tag “a” or has the tag “b” or has the tag “c”",
    );
  });
});

describe("names", () => {
  const rule: Condition = {
    kind: "all",
    of: [
      { kind: "segment", segmentId: 3 },
      { kind: "workflow", workflowId: 5, state: "converted", withinDays: 30 },
      { kind: "message", did: "clicked", workflowId: 5, atLeast: 1, withinDays: 0 },
    ],
  };

  it("are those that the reader knows", () => {
    const known = new Map([
      ["segment 3", "Big spenders"],
      ["workflow 5", "Welcome"],
    ]);
    const names = ({ named, id }: Named) => known.get(`${named} ${id}`);
    expect(word(wordCondition(rule), { ...ENGLISH, names })).toBe(
      "is in “Big spenders” and reached the goal of “Welcome” in the last 30 days and clicked in 1 message of “Welcome”",
    );
  });

  it("are kept apart from the sentence where nobody knows them yet", () => {
    expect(word(wordCondition(rule))).toBe(
      "is in a segment and reached the goal of a workflow in the last 30 days and clicked in 1 message of a workflow",
    );
  });

  it("can be given with the sentence", () => {
    const named = {
      segment: () => phrase("“{name}”", { name: "VIP" }),
      workflow: () => phrase("a workflow"),
    };
    expect(word(wordCondition({ kind: "segment", segmentId: 1 }, named))).toBe("is in “VIP”");
  });
});

it("calls each stage of life something else", () => {
  expect(new Set(lifecycleStages.map((stage) => word(wordStage(stage)))).size).toBe(lifecycleStages.length);
});
