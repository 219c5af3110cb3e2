import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { prepared, recalled, run, type Step, statement, stepByStep } from "./database.ts";

const insertSetting = statement<{ key: string; value: unknown }>()((query, { settings }) =>
  query
    .insert(settings)
    .values({ key: sql.placeholder("key"), value: sql.placeholder("value") })
    .returning(),
);

const settingOf = statement<{ key: string }>()((query, { settings }) =>
  query
    .select()
    .from(settings)
    .where(eq(settings.key, sql.placeholder("key"))),
);

eachDatabase("a transaction", (open) => {
  it("recalls a row once it is there, and forgets it at its end", async () => {
    const db = open();
    const recall = () => recalled(settingOf, "setting shop", { key: "shop" });
    const failing = db.transaction(function* () {
      expect(yield* recall()).toEqual([]);
      yield* prepared(insertSetting, { key: "shop", value: "lost" });
      expect(yield* recall()).toEqual([{ key: "shop", value: "lost" }]);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await db.transaction(recall)).toEqual([]);
  });

  it("hands up each step to those who want to see them", async () => {
    const db = open();
    const seen: Step[] = [];
    function* body() {
      yield* prepared(insertSetting, { key: "seen", value: 1 });
      return yield* prepared(settingOf, { key: "seen" });
    }
    const rows = await db.transaction(function* () {
      const steps = stepByStep(body());
      let step = steps.next();
      while (!step.done) {
        seen.push(step.value);
        step = steps.next(yield step.value);
      }
      return step.value;
    });
    expect(rows).toEqual([{ key: "seen", value: 1 }]);
    expect(seen).toHaveLength(2);
  });

  it("keeps all of its writes, or none when it throws", async () => {
    const db = open();
    await db.transaction(function* () {
      yield* prepared(insertSetting, { key: "kept", value: { deep: [1, "two"] } });
    });
    await expect(
      db.transaction(function* (tx) {
        yield* run(tx.query.insert(tx.tables.settings).values({ key: "lost", value: 1 }));
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await db.query.select().from(db.tables.settings)).toEqual([
      { key: "kept", value: { deep: [1, "two"] } },
    ]);
  });

  it("loses no update when many read and then write", async () => {
    const db = open();
    await db.execute(insertSetting, { key: "counter", value: 0 });
    const increment = () =>
      db.transaction(function* (tx) {
        const { settings } = tx.tables;
        const [row] = yield* run(tx.query.select().from(settings).where(eq(settings.key, "counter")));
        yield* run(
          tx.query
            .update(settings)
            .set({ value: Number(row?.value) + 1 })
            .where(eq(settings.key, "counter")),
        );
      });
    await Promise.all(Array.from({ length: 8 }, increment));
    expect(await db.query.select().from(db.tables.settings)).toEqual([{ key: "counter", value: 8 }]);
  });
});
