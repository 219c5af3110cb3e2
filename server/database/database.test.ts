import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { prepared, run, statement } from "./database.ts";

const insertSetting = statement<{ key: string; value: unknown }>()((query, { settings }) =>
  query
    .insert(settings)
    .values({ key: sql.placeholder("key"), value: sql.placeholder("value") })
    .returning(),
);

eachDatabase("a transaction", (open) => {
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
