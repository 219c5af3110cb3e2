import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConsentState } from "./facts.ts";
import { changesByChoice, consentFor, isWritten, type Said, toWithdrawAll } from "./topic-consent.ts";

const MAIN = "marketing";
const states: ConsentState[] = ["unknown", "pending", "granted", "withdrawn"];
const keys = [MAIN, "restocks", "events", "care"];
const rules = ["granted", "soft"] as const;
const said = fc.uniqueArray(
  fc.record({ topic: fc.constantFrom(...keys), state: fc.constantFrom(...states) }),
  { selector: ({ topic }) => topic },
);
const rule = fc.constantFrom(...rules);
const of = (own: ConsentState, main: ConsentState): Said => [
  { topic: "restocks", state: own },
  { topic: MAIN, state: main },
];

/** What somebody's answers are once changes are written down. */
function written(before: Said, changes: readonly { topic: string; state: ConsentState }[]): Said {
  return [...changes, ...before.filter(({ topic }) => !changes.some((change) => change.topic === topic))];
}

describe("what counts for a topic", () => {
  test.each([
    ["unknown", "granted", "granted"],
    ["unknown", "withdrawn", "withdrawn"],
    ["unknown", "pending", "pending"],
    ["unknown", "unknown", "unknown"],
    ["granted", "withdrawn", "granted"],
    ["withdrawn", "granted", "withdrawn"],
    ["pending", "granted", "pending"],
    ["pending", "withdrawn", "withdrawn"],
  ] as const)("said %s of it and %s of the default topic: %s", (own, main, counts) => {
    expect(consentFor(of(own, main), "restocks")).toBe(counts);
  });

  test("a no to the topic is never overruled, and nothing is granted that nobody granted", () => {
    fc.assert(
      fc.property(said, fc.constantFrom(...keys), (answers, topic) => {
        const own = answers.find((one) => one.topic === topic)?.state ?? "unknown";
        const main = answers.find((one) => one.topic === MAIN)?.state ?? "unknown";
        const counts = consentFor(answers, topic);
        if (own === "withdrawn") expect(counts).toBe("withdrawn");
        if (counts === "granted") expect([own, main]).toContain("granted");
        if (main === "withdrawn" && own !== "granted") expect(counts).toBe("withdrawn");
        if (topic === MAIN) expect(counts).toBe(own);
      }),
    );
  });

  test("who leaves everything gets nothing, under either rule, and nothing of a topic to come", () => {
    fc.assert(
      fc.property(said, rule, (answers, how) => {
        const gone = toWithdrawAll(answers).map((topic) => ({ topic, state: "withdrawn" as const }));
        const after = written(answers, gone);
        for (const topic of [...keys, "made-later"])
          expect(isWritten(consentFor(after, topic), how)).toBe(false);
        expect(toWithdrawAll(after)).toEqual([]);
      }),
    );
  });
});

describe("what the switches write down", () => {
  const choices = (answers: Said, how: (typeof rules)[number], turned: readonly boolean[]) =>
    keys.map((topic, index) => {
      const wasOn = isWritten(consentFor(answers, topic), how);
      return { topic, wasOn, on: turned[index] ? !wasOn : wasOn };
    });

  test("afterwards every switch stands as the person left it", () => {
    fc.assert(
      fc.property(
        said,
        rule,
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        (answers, how, turned) => {
          const chosen = choices(answers, how, turned);
          const after = written(answers, changesByChoice(answers, chosen, how));
          for (const { topic, on } of chosen) expect(isWritten(consentFor(after, topic), how)).toBe(on);
          // Sending the same form again changes nothing more.
          expect(changesByChoice(after, chosen, how)).toEqual([]);
        },
      ),
    );
  });

  test("nothing is written where nothing was turned", () => {
    fc.assert(
      fc.property(said, rule, (answers, how) => {
        expect(changesByChoice(answers, choices(answers, how, []), how)).toEqual([]);
      }),
    );
  });

  test("an old page does not bring back what was withdrawn elsewhere since", () => {
    const now: Said = [
      { topic: MAIN, state: "withdrawn" },
      { topic: "restocks", state: "withdrawn" },
    ];
    const page = [
      { topic: MAIN, wasOn: true, on: true },
      { topic: "restocks", wasOn: true, on: false },
    ];
    expect(changesByChoice(now, page, "granted")).toEqual([]);
  });

  test("switching the default topic off leaves on what was seen on", () => {
    const page = [
      { topic: MAIN, wasOn: true, on: false },
      { topic: "restocks", wasOn: true, on: true },
    ];
    expect(changesByChoice([{ topic: MAIN, state: "granted" }], page, "granted")).toEqual([
      { topic: MAIN, state: "withdrawn" },
      { topic: "restocks", state: "granted" },
    ]);
  });
});
