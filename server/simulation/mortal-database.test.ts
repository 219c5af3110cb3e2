import { afterEach, beforeEach, expect, it } from "vitest";
import { claimMessageId } from "#server/store/events.ts";
import { type Arena, sqliteArena } from "./databases.ts";
import { type BreakPoint, MortalDatabase } from "./mortal-database.ts";

let arena: Arena;
beforeEach(() => {
  arena = sqliteArena();
});
afterEach(() => arena.close());

const stored = () => arena.database.query.$count(arena.database.tables.eventKeys);

/** Writes two rows in one transaction of a process that breaks at a point; says whether it heard of the end. */
async function write(point: BreakPoint): Promise<{ db: MortalDatabase; heard: string }> {
  const db = new MortalDatabase(arena.database, function* () {});
  db.breakAt(point);
  let heard = "nothing";
  db.transaction(function* () {
    yield* claimMessageId("a", 1);
    yield* claimMessageId("b", 1);
  }).then(
    () => {
      heard = "done";
    },
    () => {
      heard = "refused";
    },
  );
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  return { db, heard };
}

it("rolls back what was open when the process died, at whatever statement", async () => {
  // Before the first statement, between the two, and before the commit.
  for (const statements of [1, 2, 3, 4]) {
    const { db, heard } = await write({ kind: "crash-at-statement", statements });
    expect([heard, db.diedBy, await stored()]).toEqual(["nothing", "crash-at-statement", 0]);
  }
});

it("keeps what was committed before the process died, though nobody heard of it", async () => {
  const { heard } = await write({ kind: "crash-after-commit", commits: 1 });
  expect([heard, await stored()]).toEqual(["nothing", 2]);
});

it("refuses once, and works again", async () => {
  const { db, heard } = await write({ kind: "refuse-at-statement", statements: 3 });
  expect([heard, db.diedBy, await stored()]).toEqual(["refused", null, 0]);
  await db.transaction(() => claimMessageId("c", 1));
  expect(await stored()).toBe(1);
});
