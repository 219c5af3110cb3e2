import { describe, expect, it } from "vitest";
import { withChange } from "../change.ts";
import { word } from "../phrase.ts";
import { inWords } from "../testing/in-words.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { updateProfile } from "./update-profile.ts";

const data = {
  event: {
    plan: "pro",
    seats: 3,
    zip: "01234",
    total: "12.5",
    none: null,
    empty: "",
    items: [1],
    deep: { a: 1 },
  },
};
function execute(...changes: unknown[]) {
  const config = updateProfile.config.parse({ changes });
  const outcome = updateProfile.execute(config, { nodeId: "n", facts: makeFacts(), data, now: NOW });
  if (outcome.kind !== "go") throw new Error("it always goes on");
  return { changes: outcome.changes, words: outcome.reason?.values?.changes };
}
const set = (value: string) => execute({ kind: "set", attribute: "x", value });

it("makes its changes from top to bottom and says what they were", () => {
  const { changes, words } = execute(
    { kind: "set", attribute: "plan", value: "{{ event.plan }}" },
    { kind: "clear", attribute: "note" },
    { kind: "increment", attribute: "visits" },
    { kind: "increment", attribute: "seats", value: "-{{ event.seats }}" },
    { kind: "add-tag", value: "seen {{ event.plan }}" },
    { kind: "remove-tag", value: "vip" },
  );
  expect(inWords(words)).toBe(
    "“plan” is now pro; “note” was cleared; “visits” plus 1; “seats” less 3; tag “seen pro” added; tag “vip” removed",
  );
  const after = (changes ?? []).reduce(withChange, makeFacts());
  expect(after.profile.attributes).toEqual({
    city: "Berlin",
    visits: 13,
    seats: -3,
    tags: ["Wholesale", "seen pro"],
    plan: "pro",
  });
});

it("goes on", () => {
  const config = updateProfile.config.parse(updateProfile.sample);
  const outcome = updateProfile.execute(config, { nodeId: "n", facts: makeFacts(), data, now: NOW });
  expect(inWords(outcome)).toEqual({
    kind: "go",
    port: "next",
    changes: [{ kind: "set", attribute: "stage", value: "welcomed" }],
    reason: { code: "profile.changed", values: { changes: "“stage” is now welcomed" } },
  });
});

it.each<[string, unknown]>([
  ["5", 5],
  [" -2.50 ", -2.5],
  ["0", 0],
  ["true", true],
  ["false", false],
  ["True", "True"],
  ["01234", "01234"],
  ["+49 30 1234", "+49 30 1234"],
  ["1e9", "1e9"],
  ["12345678901234567890", "12345678901234567890"],
  ["Infinity", "Infinity"],
  ["{{ event.seats }}", 3],
  ["{{ event.zip }}", "01234"],
  ["{{ event.items }}", [1]],
  ["{{ event.seats }} seats", "3 seats"],
])("stores %j as %j", (text, value) => {
  expect(set(text).changes).toEqual([{ kind: "set", attribute: "x", value }]);
});

it.each([
  "{{ event.gone }}",
  "{{ event.none }}",
  "{{ event.empty }}",
  "{{ event.constructor }}",
  "{{ profile.x }}",
])("leaves an attribute as it was rather than overwriting it with nothing: %s", (text) => {
  expect(inWords(set(text))).toEqual({
    changes: [],
    words: `“x” stays as it was, since there is no “${text}”`,
  });
});

it("adds numbers only", () => {
  const add = (value: string) => execute({ kind: "increment", attribute: "x", value });
  expect(add("{{ event.total }}").changes).toEqual([{ kind: "increment", attribute: "x", by: 12.5 }]);
  for (const value of ["{{ event.plan }}", "{{ event.gone }}", "{{ event.items }}", "{{ event.empty }}"]) {
    expect(inWords(add(value))).toEqual({
      changes: [],
      words: `“x” stays as it was, since “${value}” is not a number`,
    });
  }
});

it("gives no tag for a value that is none", () => {
  const tag = (value: string) => execute({ kind: "add-tag", value }).changes;
  expect(tag("{{ event.gone }}")).toEqual([]);
  expect(tag("{{ event.deep }}")).toEqual([]);
  expect(tag("{{ event.seats }}")).toEqual([{ kind: "add-tag", tag: "3" }]);
  expect(tag(` ${"x".repeat(200)}`)).toEqual([{ kind: "add-tag", tag: "x".repeat(60) }]);
  expect(tag(" big  spender ")).toEqual([{ kind: "add-tag", tag: "big spender" }]);
});

it("keeps a long value short in the history", () => {
  expect(String(set("y".repeat(500)).words).length).toBeLessThan(100);
  expect(inWords(set("{{ event.deep }}").words)).toBe("“x” is now several values");
});

describe("refuses, saying where", () => {
  it.each([
    [{ kind: "set", value: "a" }, "attribute", "Choose an attribute"],
    [{ kind: "set", attribute: "email", value: "a" }, "attribute", "“email” cannot be changed by a workflow"],
    [{ kind: "clear", attribute: "timezone" }, "attribute", "“timezone” cannot be changed by a workflow"],
    [
      { kind: "increment", attribute: "__proto__" },
      "attribute",
      "An attribute's name cannot begin with two underscores",
    ],
    [
      { kind: "set", attribute: "a.b", value: "a" },
      "attribute",
      "An attribute's name cannot have a dot in it",
    ],
    [{ kind: "set", attribute: "tags", value: "a" }, "attribute", "Tags are added and removed one by one"],
    [{ kind: "set", attribute: "a", value: " " }, "value", "Enter a value, or choose to clear the attribute"],
    [{ kind: "increment", attribute: "a", value: "two" }, "value", "Enter a number"],
    [{ kind: "add-tag", value: " " }, "value", "Enter a tag"],
  ])("%j", (change, field, message) => {
    const { error } = updateProfile.config.safeParse({ changes: [change] });
    expect(error?.issues.map((issue) => [issue.path, issue.message])).toEqual([
      [["changes", 0, field], message],
    ]);
  });

  it("no change at all", () => {
    expect(updateProfile.config.safeParse({ changes: [] }).error?.issues[0]?.message).toBe(
      "Add at least one change",
    );
  });
});

it("says on the canvas what it changes", () => {
  const config = updateProfile.config.parse({
    changes: [
      { kind: "set", attribute: "plan", value: "pro" },
      { kind: "increment", attribute: "visits" },
      { kind: "clear", attribute: "tags" },
      { kind: "add-tag", value: "vip" },
    ],
  });
  expect(word(updateProfile.describe(config))).toBe(
    "Set plan to pro; Add 1 to visits; Clear tags; Add the tag vip",
  );
});
