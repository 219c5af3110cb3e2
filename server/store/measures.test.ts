import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { seededRandom } from "#server/sample-shop/random.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { factsOf } from "#server/testing/facts-of-shop.ts";
import { insertShop } from "#server/testing/insert-shop.ts";
import {
  RANDOM_SHOP_NOW as NOW,
  type RandomShop,
  randomShop,
  randomShopNames,
} from "#server/testing/random-shop.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import type { Condition } from "#workflows/condition.ts";
import { type Facts, zoneOf } from "#workflows/facts.ts";
import { holds } from "#workflows/holds.ts";
import { type Need, needsIn, turnNeedsIn } from "#workflows/needs.ts";
import { anySingleRule } from "#workflows/testing/random-condition.ts";
import { turnsAt } from "#workflows/turns.ts";
import { type Known, loadKnown } from "./measures.ts";
import { readKnown } from "./measures-of-many.ts";

const PEOPLE = 20;
/** Each is asked of everybody. */
const RULES = 60;
const SEED = 7;
/** Rules over what is in the run or the profile itself load nothing. */
const LOADED: Condition["kind"][] = ["event", "measure", "occurred", "message", "workflow"];
const rules = fc.sample(
  anySingleRule(randomShopNames).filter(({ kind }) => LOADED.includes(kind)),
  { numRuns: RULES, seed: SEED },
);

eachDatabase("what rules measure", (open) => {
  it("is what happened, for one profile and for many", async () => {
    const { db, shop } = await openShop(open());
    for (const rule of rules) {
      const needs = [...needsIn(rule), ...standing];
      const people = shop.profiles.map((profile) => ({
        profile,
        id: profile.id,
        zone: zoneOf(factsOf(shop, profile, [])),
      }));
      // What tells when it turns is loaded with it, and must not change it.
      const all = [...needs, ...turnNeedsIn(rule)];
      const many = await readKnown(db, people, needs, NOW);
      const each = await new StoreRig(db).do(function* () {
        const known = new Map<number, Known>();
        for (const { id, zone } of people) known.set(id, yield* loadKnown(id, all, { now: NOW, zone }));
        return known;
      });
      for (const { profile, id } of people) {
        const expected = knownOf(factsOf(shop, profile, needs));
        expect(knownOf(many.get(id)!), JSON.stringify(rule)).toEqual(expected);
        expect(knownOf(each.get(id)!), JSON.stringify(rule)).toEqual(expected);
      }
    }
  }, 60_000);

  it("tells when it turns: until then the answer stays the same", async () => {
    const { db, shop } = await openShop(open());
    for (const rule of rules) {
      for (const profile of shop.profiles.slice(0, 6)) {
        const base = factsOf(shop, profile, []);
        const zone = zoneOf(base);
        const factsAt = async (now: number, needs: Need[]): Promise<Facts> => ({
          ...base,
          ...(await new StoreRig(db).do(() => loadKnown(profile.id, needs, { now, zone }))),
        });
        const answerAt = async (now: number) => holds(rule, await factsAt(now, needsIn(rule)), {}, now);
        const turn = turnsAt(rule, await factsAt(NOW, [...needsIn(rule), ...turnNeedsIn(rule)]), NOW);
        if (turn === null) continue;
        expect(turn).toBeGreaterThan(NOW);
        expect(await answerAt(turn - 1), JSON.stringify(rule)).toBe(await answerAt(NOW));
        if (rule.kind === "event") expect(await answerAt(turn)).toBe(!(await answerAt(NOW)));
      }
    }
  }, 60_000);
});

/** What a profile has at the moment, whatever the rule is. */
const standing: Need[] = [{ kind: "segment", segmentId: 1 }, { kind: "lifecycle" }, { kind: "tags" }];

async function openShop(db: Database): Promise<{ db: Database; shop: RandomShop }> {
  const shop = randomShop(seededRandom(`shop ${SEED}`), PEOPLE);
  await insertShop(db, shop);
  return { db, shop };
}

function knownOf({
  measures,
  segments,
  stage,
  tags,
}: Pick<Facts, "measures" | "segments" | "stage" | "tags">) {
  // Sums of the same numbers in another order may differ in their last digits.
  const rounded = Object.entries(measures).map(([key, value]) => [
    key,
    value && Number(value.toPrecision(12)),
  ]);
  return { measures: Object.fromEntries(rounded), segments, stage, tags: [...tags].sort() };
}
