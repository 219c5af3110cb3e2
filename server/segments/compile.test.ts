import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { seededRandom } from "#server/sample-shop/random.ts";
import { storable } from "#server/store/storable.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { factsOf } from "#server/testing/facts-of-shop.ts";
import { insertShop } from "#server/testing/insert-shop.ts";
import {
  RANDOM_SHOP_NOW as NOW,
  type RandomShop,
  randomShop,
  randomShopNames,
} from "#server/testing/random-shop.ts";
import type { Condition } from "#workflows/condition.ts";
import { holds } from "#workflows/holds.ts";
import { needsIn } from "#workflows/needs.ts";
import { anyCondition } from "#workflows/testing/random-condition.ts";
import { askingOf } from "./asking.ts";
import { compileCondition } from "./compile.ts";

const PEOPLE = 60;
/** A shop is dear to insert, a rule is cheap to ask. */
const RULES_PER_SHOP = 100;
const SHOPS = 3;

eachDatabase("a rule compiled to a query", (open) => {
  it.each(Array.from({ length: SHOPS }, (_, index) => index))(
    "holds for the very people for whom the evaluator says so: shop %i",
    async (index) => {
      const shop = randomShop(seededRandom(`shop ${index}`), PEOPLE);
      await insertShop(open(), shop);
      await fc.assert(
        fc.asyncProperty(anyCondition(randomShopNames), async (generated) => {
          const rule = storable(generated);
          const expected = evaluate(shop, rule);
          expect(await idsOf(open(), rule, "everybody")).toEqual(expected);
          expect(await idsOf(open(), rule, "each")).toEqual(expected);
        }),
        { numRuns: RULES_PER_SHOP },
      );
    },
  );
});

function evaluate(shop: RandomShop, rule: Condition): number[] {
  const needs = needsIn(rule);
  return shop.profiles
    .filter((profile) => holds(rule, factsOf(shop, profile, needs), {}, NOW))
    .map(({ id }) => id);
}

async function idsOf(db: Database, rule: Condition, who: "everybody" | "each"): Promise<number[]> {
  const condition = compileCondition(rule, await askingOf(db, { now: NOW, for: who }));
  const rows = await db.query
    .select({ id: sql<number>`p.id`.mapWith(Number) })
    .from(sql`profiles p`)
    .where(condition)
    .orderBy(sql`p.id`);
  return rows.map(({ id }) => id);
}
