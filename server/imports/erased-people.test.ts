import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { erasePerson } from "#server/notices/erase-person.ts";
import { directReads } from "#server/reads/reads.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { eraseFromImports } from "./erased-people.ts";

const ana = { externalId: null, email: "ana@example.com" };

eachDatabase("somebody who is erased", (open) => {
  it("is in no file of an import any more that is not under way", async () => {
    const rig = new ImportRig(open());
    const done = await rig.upload("profiles", "a.csv", "Email\nbad ana\n");
    await rig.run(done);
    const waiting = await rig.upload("profiles", "b.csv", "Email\nana@example.com\n");
    const stopped = await rig.upload("profiles", "c.csv", "Email\nana@example.com\n");
    await rig.db.transaction((tx) => rig.move(tx, stopped));
    await rig.imports.halt(stopped);
    expect(await rig.imports.hasFile(await rig.find(stopped))).toBe(true);

    await erase(rig, ana);
    await expect(readFile(rig.imports.rejectedFile(done))).rejects.toThrow("ENOENT");
    for (const id of [waiting, stopped]) {
      const row = await rig.find(id);
      expect(await rig.imports.hasFile(row)).toBe(false);
      expect(await rig.imports.head(row)).toBeNull();
    }
    expect(await rig.imports.hasRejected(await rig.find(done))).toBe(false);
  });

  it.each([false, true])(
    "is passed over by an import that goes on (may start workflows: %s)",
    async (news) => {
      const rig = new ImportRig(open());
      const rows = ["ana@example.com,", "bo@example.com,2", ",7", "bad,"];
      const id = await rig.upload("profiles", "a.csv", `Email,Customer ID\n${rows.join("\n")}\n`);
      await rig.setPlan(id, { startsWorkflows: news });
      await rig.db.transaction((tx) => rig.move(tx, id));
      await erase(rig, ana);
      await erase(rig, { externalId: "7", email: null });
      rig.imports.poke();
      await rig.imports.idle();
      const row = await rig.find(id);
      expect(row).toMatchObject({ status: "done", created: 1, rejected: 3 });
      expect(row.plan.reasons).toEqual({ erased: 2, "bad-email": 1 });
      expect((await rig.people()).map(({ email }) => email)).toEqual(["bo@example.com"]);
      await expect(readFile(rig.imports.rejectedFile(id))).rejects.toThrow("ENOENT");
      expect(JSON.stringify(row)).not.toContain("ana@example.com");
    },
  );

  it("while the import goes on is not brought back by what it has read before", async () => {
    const rig = new ImportRig(open());
    const rows = Array.from({ length: 120 }, (_, at) => `p${at}@example.com`);
    const id = await rig.upload("profiles", "a.csv", `Email,Plan\n${rows.join(",x\n")},x\n`);
    await rig.setPlan(id, { startsWorkflows: true });
    const accept = rig.engine.engine.accept.bind(rig.engine.engine);
    let erased = false;
    // Between the two halves of a batch.
    rig.engine.engine.accept = async (items) => {
      if (!erased) {
        erased = true;
        await eraseProfileOf(rig, "p3@example.com");
      }
      return await accept(items);
    };
    expect(await rig.run(id)).toMatchObject({ status: "done", created: expect.any(Number) });
    const people = (await rig.people()).map(({ email }) => email);
    expect(people).toHaveLength(119);
    expect(people).not.toContain("p3@example.com");
  });
});

async function erase(rig: ImportRig, person: { externalId: string | null; email: string | null }) {
  await rig.db.transaction((tx) => eraseFromImports(tx, rig.engine.keys, person));
  await rig.imports.removeErased();
}

async function eraseProfileOf(rig: ImportRig, email: string) {
  const { db, imports } = rig;
  const { keys, engine } = rig.engine;
  const { profiles } = db.tables;
  const [found] = await db.query.select({ id: profiles.id }).from(profiles).where(eq(profiles.email, email));
  await erasePerson({ db, imports, keys, live: engine.live, reads: directReads(db) }, found!.id, rig.now);
}
