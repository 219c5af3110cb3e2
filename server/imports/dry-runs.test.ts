import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { inWords } from "#workflows/testing/in-words.ts";

const MANY = Array.from({ length: 2_000 }, (_, at) => `p${at}@example.com,${"x".repeat(20)}`).join("\n");
const LIST = `Email,Note\n${MANY}\n`;

eachDatabase("dry runs", (open) => {
  it("go on with their plan when another is refused meanwhile", async () => {
    const rig = new ImportRig(open());
    const id = await rig.upload("profiles", "list.csv", LIST);
    const other = await rig.upload("profiles", "other.csv", "Email\na@example.com\n");
    const row = await rig.find(id);
    const begun = rig.imports.check(row);
    const changed = { ...row.plan, everyRow: "withdrawn" as const };
    const busy = { kind: "busy", fileName: "list.csv" };
    expect(await rig.imports.check(row, changed)).toEqual(busy);
    expect(await rig.imports.check(await rig.find(other))).toEqual(busy);
    expect(await begun).toEqual({ kind: "begun" });
    await rig.imports.idle();
    expect((await rig.find(id)).plan).toMatchObject({
      everyRow: null,
      checking: null,
      check: { created: 2_000 },
    });
    expect(await rig.imports.check(await rig.find(other))).toEqual({ kind: "begun" });
  });

  it("are stopped by the owner, and leave room for the next", async () => {
    const rig = new ImportRig(open());
    const id = await rig.upload("profiles", "list.csv", LIST);
    const row = await rig.find(id);
    await rig.imports.check(row);
    expect(rig.imports.dryRuns.shown(row)).toEqual({ doneBytes: expect.any(Number) });
    await rig.imports.dryRuns.stop(id);
    const stopped = await rig.find(id);
    expect(stopped.plan).toMatchObject({ check: null, checking: null });
    expect(rig.imports.dryRuns.shown(stopped)).toBeNull();
    expect((await rig.check(id)).plan.check).toMatchObject({ created: 2_000 });
  });

  it("do not begin for an import that is under way", async () => {
    const rig = new ImportRig(open());
    const id = await rig.upload("profiles", "list.csv", "Email\na@example.com\n");
    const row = await rig.find(id);
    await rig.db.transaction((tx) => rig.move(tx, id));
    expect(await rig.imports.check(row)).toEqual({ kind: "too-late" });
    expect(rig.imports.checkState(id)).toBeNull();
  });

  it("that a restart has cut off say so", async () => {
    const rig = new ImportRig(open());
    const id = await rig.upload("profiles", "list.csv", LIST);
    await rig.imports.check(await rig.find(id));
    await rig.imports.stop();
    rig.restart();
    const shown = rig.imports.dryRuns.shown(await rig.find(id));
    // On several machines another one may be at it.
    if (rig.db.engine === "postgres") expect(shown).toBeNull();
    else expect(inWords(shown)).toEqual({ failure: expect.stringContaining("started anew") });
    const { plan } = await rig.check(id);
    expect(plan).toMatchObject({ checking: null, check: { created: 2_000 } });
  });
});
