import { expect, it } from "vitest";
import { newSecrets, sealSecrets } from "#server/notices/secret.ts";
import { insertOutgoingHook } from "#server/store/outgoing-hooks.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";

const FILE = "Email,Name,Status\nana@example.com,Ana,unsubscribed\nbo@example.com,Bo,unsubscribed\n";

eachDatabase("what other programs are told of an import", (open) => {
  it("is all that it changes where workflows may start, each thing once", async () => {
    const rig = await listened(new ImportRig(open()));
    await rig.profile({ email: "bo@example.com" }, "granted");
    const id = await rig.upload("profiles", "a.csv", FILE);
    await rig.setPlan(id, { startsWorkflows: true });
    await rig.run(id);
    expect(await told(rig)).toEqual([
      "consent.changed ana@example.com",
      "consent.changed bo@example.com",
      "profile.created ana@example.com",
    ]);
  });

  it("is nothing where the file is history", async () => {
    const rig = await listened(new ImportRig(open()));
    await rig.run(await rig.upload("profiles", "a.csv", FILE));
    expect(await rig.people()).toHaveLength(2);
    expect(await told(rig)).toEqual([]);
  });
});

async function listened(rig: ImportRig): Promise<ImportRig> {
  const { keys } = rig.engine;
  const kinds = ["profile.created", "consent.changed"];
  const sealedSecret = sealSecrets(keys, newSecrets());
  const hook = { url: "https://shop.example/told", kinds, sealedSecret, createdAt: rig.now };
  await rig.db.transaction((tx) => insertOutgoingHook(tx, hook));
  await rig.engine.engine.reload();
  return rig;
}

async function told(rig: ImportRig): Promise<string[]> {
  const { notices, profiles } = rig.db.tables;
  const addresses = new Map(
    (await rig.db.query.select({ id: profiles.id, email: profiles.email }).from(profiles)).map(
      ({ id, email }) => [id, email],
    ),
  );
  const rows = await rig.db.query.select().from(notices);
  return rows.map(({ kind, profileId }) => `${kind} ${addresses.get(profileId ?? 0)}`).sort();
}
