import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";

eachDatabase("people who never confirmed", (open) => {
  it("are not asked again by an import, also where workflows may start", async () => {
    const rig = new ImportRig(open());
    const rows = Array.from({ length: 30 }, (_, index) => `p${index}@example.com,unconfirmed`);
    const id = await rig.upload("profiles", "old.csv", `Email,Consent\n${rows.join("\n")}\n`);
    await rig.setPlan(id, { startsWorkflows: true });
    expect(await rig.run(id)).toMatchObject({ status: "done", created: 30 });
    expect(new Set(await rig.allConsents())).toEqual(new Set(["pending"]));
    expect(await rig.db.query.select().from(rig.db.tables.messages)).toEqual([]);
  });
});
