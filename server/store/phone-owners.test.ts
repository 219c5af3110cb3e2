import { readFileSync } from "node:fs";
import { asc } from "drizzle-orm";
import { expect, it } from "vitest";
import { type Database, run } from "#server/database/database.ts";
import type { PostgresDatabase } from "#server/database/postgres.ts";
import type { SqliteDatabase } from "#server/database/sqlite.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { profileIdsWithPhone, storedPhone } from "./phone-owners.ts";
import { updateProfile } from "./profiles.ts";

const NUMBER = "+491701234567";
const SPELLINGS = [
  NUMBER,
  "+49 170 1234567",
  "00491701234567",
  " (0049) 170/123-45.67",
  "+49\u00a0170\u202f123\u20104567",
];
const OTHERS = [
  "0170 1234567",
  "+0170 1234567",
  "+49 170 12345678901234",
  "+49 17",
  "call me",
  "+49 170 12ab567",
];

eachDatabase("whoever has a phone", (open) => {
  const phones = async () => {
    const { profiles } = open().tables;
    const rows = await open().query.select().from(profiles).orderBy(asc(profiles.id));
    return rows.map(({ phone }) => phone);
  };

  it("is found by its number, however it was told, when made and when changed", async () => {
    const rig = new StoreRig(open());
    const ids: number[] = [];
    for (const phone of SPELLINGS) ids.push((await rig.profile({ phone })).id);
    const later = await rig.profile({ phone: "0170 1234567" });
    expect(await rig.do(() => profileIdsWithPhone(NUMBER))).toEqual(ids);
    await rig.do((tx) => updateProfile(tx, later.id, { phone: SPELLINGS[1]! }));
    expect(await rig.do(() => profileIdsWithPhone(NUMBER))).toEqual([...ids, later.id]);
    await rig.do((tx) => updateProfile(tx, later.id, { name: "Ana" }));
    await rig.do((tx) => updateProfile(tx, ids[0]!, { phone: null }));
    expect(await rig.do(() => profileIdsWithPhone(NUMBER))).toEqual([...ids.slice(1), later.id]);
  });

  it("is found after an upgrade as well, and what is no number stays as it is written", async () => {
    const told = [...SPELLINGS, ...OTHERS, null];
    const row = { attributes: {}, createdAt: NOW, updatedAt: NOW };
    await open().transaction((tx) =>
      run(tx.query.insert(tx.tables.profiles).values(told.map((phone) => ({ ...row, phone })))),
    );
    await upgrade(open());
    expect(await phones()).toEqual(told.map(storedPhone));
    expect((await phones()).slice(SPELLINGS.length)).toEqual([...OTHERS, null]);
  });
});

/** The statement by which the update changes the phones that are stored already. */
async function upgrade(db: Database): Promise<void> {
  const isPostgres = db.engine === "postgres";
  const file = `drizzle/migrations/${isPostgres ? "postgres" : "sqlite"}/0004_channels.sql`;
  const statement = readFileSync(file, "utf8").split("--> statement-breakpoint").at(-1)!;
  if (isPostgres) await (db as PostgresDatabase).pool.query(statement);
  else (db as SqliteDatabase).connection.exec(statement);
}
