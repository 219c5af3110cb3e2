import { expect, it } from "vitest";
import { seededRandom } from "#server/sample-shop/random.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { insertShop } from "#server/testing/insert-shop.ts";
import { RANDOM_SHOP_NOW as now, randomShop } from "#server/testing/random-shop.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { Condition, PropertyRule } from "#workflows/condition.ts";
import { PARTS_MAX, RULE_DEPTH_MAX } from "#workflows/condition-limits.ts";
import { countSegment, listSegmentPage, sampleSegment } from "./count.ts";

const BERLIN: Condition = { kind: "attribute", attribute: "city", operator: "equals", value: "Berlin" };
/** Would end a text, a statement or a path if it became a part of the query. */
const HOSTILE = [
  "'",
  '"',
  "';drop table profiles;--",
  '" or 1=1 --',
  "%",
  "_",
  "\\",
  "$.x",
  "\0",
  "__proto__",
  "{a,b}",
];

eachDatabase("people for whom a rule holds", (open) => {
  it("are counted, listed page by page and sampled from the newest on", async () => {
    await insertShop(open(), randomShop(seededRandom("count"), 80));
    const rule: Condition = { kind: "attribute", attribute: "email", operator: "exists" };
    const ids: number[] = [];
    let after: number | null = null;
    do {
      const page = await listSegmentPage(open(), { rule, now, after, limit: 7 });
      ids.push(...page.profiles.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(ids.length).toBeGreaterThan(20);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(await countSegment(open(), { rule, now })).toBe(ids.length);
    const sample = await sampleSegment(open(), { rule, now, limit: 5 });
    expect(sample.map(({ id }) => id)).toEqual(ids.slice(-5).reverse());
    expect(sample.every(({ email }) => email !== null)).toBe(true);
    expect(
      await sampleSegment(open(), { rule: { kind: "not", of: { kind: "any", of: [rule] } }, now, limit: 5 }),
    ).toHaveLength(5);
  });

  it("are found by texts that would end a query, and by nothing else", async () => {
    const rig = new StoreRig(open());
    await rig.profile({ attributes: { city: "Berlin" } });
    for (const text of HOSTILE) {
      const rules: Condition[] = [
        { kind: "attribute", attribute: text, operator: "equals", value: "Berlin" },
        { kind: "attribute", attribute: "city", operator: "equals", value: text },
        { kind: "attribute", attribute: `city.${text}`, operator: "exists" },
        {
          kind: "event",
          event: text,
          atLeast: 1,
          withinDays: 0,
          where: [{ path: text, operator: "equals", value: text }],
        },
        {
          kind: "measure",
          event: text,
          withinDays: 0,
          of: "max",
          property: text,
          operator: "equals",
          value: 1,
        },
        { kind: "occurred", event: text, which: "last", operator: "in-last-days", value: 9 },
        { kind: "tag", tag: text },
      ];
      for (const rule of rules)
        expect(await countSegment(open(), { rule, now }), JSON.stringify(rule)).toBe(0);
    }
    for (const text of HOSTILE.filter((one) => one !== "\0")) {
      const { id } = await rig.profile({ attributes: { [text]: text }, name: text });
      const holding: Condition[] = [
        { kind: "attribute", attribute: "name", operator: "equals", value: text },
        // A dot is a step into what stands under the key before it.
        ...(text.includes(".")
          ? []
          : [{ kind: "attribute", attribute: text, operator: "starts-with", value: text } as const]),
      ];
      for (const rule of holding) {
        const { profiles } = await listSegmentPage(open(), { rule, now, after: null, limit: 9 });
        expect(
          profiles.map((profile) => profile.id),
          JSON.stringify(rule),
        ).toEqual([id]);
      }
    }
    expect(await countSegment(open(), { rule: BERLIN, now })).toBe(1);
  });

  it("are found by the largest and the deepest rules that can be saved", async () => {
    const rig = new StoreRig(open());
    await rig.profile({ attributes: { city: "Berlin" }, createdAt: NOW });
    let deep: Condition = BERLIN;
    for (let depth = 0; depth < RULE_DEPTH_MAX; depth++)
      deep = { kind: depth % 2 ? "all" : "any", of: [{ kind: "not", of: { kind: "not", of: deep } }] };
    expect(await countSegment(open(), { rule: deep, now })).toBe(1);

    const path = "a long path.of_steps".padEnd(60, "x");
    const where = Array.from(
      { length: 10 },
      (_, index): PropertyRule => ({ path, operator: "not-contains", value: `v${index}` }),
    );
    const event = (index: number): Condition => ({
      kind: "event",
      event: `E${index}`,
      atLeast: 2,
      withinDays: 30,
      where,
    });
    const groups = 4;
    const large: Condition = {
      kind: "any",
      of: [
        ...Array.from(
          { length: groups },
          (_, group): Condition => ({
            kind: "any",
            of: Array.from({ length: (PARTS_MAX - groups - 2) / groups }, (_, index) =>
              event(group * 100 + index),
            ),
          }),
        ),
        BERLIN,
      ],
    };
    expect(await countSegment(open(), { rule: large, now })).toBe(1);
  });
});
