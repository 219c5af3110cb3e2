import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";

const FILE = `Email,Email confirmed,Customer ID,Plan
ana@example.com,true,,gold
ana@example.com,no,,typed
ana@example.com,false,8,numbered
bo@example.com,,9,plain
cem@example.com,maybe,,odd
`;

eachDatabase("addresses that nobody confirmed", (open) => {
  for (const startsWorkflows of [false, true]) {
    it(`stay so where workflows ${startsWorkflows ? "may" : "do not"} start`, async () => {
      const rig = new ImportRig(open());
      const id = await rig.upload("profiles", "people.csv", FILE);
      const { plan } = await rig.find(id);
      const columns = ["email", "email-confirmed", "external-id", ...plan.columns.slice(3)];
      await rig.setPlan(id, { columns, startsWorkflows });
      expect(await rig.run(id)).toMatchObject({ status: "done", created: 4, rejected: 1 });
      const { profiles } = rig.db.tables;
      const people = await rig.db.query.select().from(profiles).orderBy(profiles.id);
      expect(
        people.map(({ externalId, email, emailClaimed, attributes }) => [
          ...[externalId, email, emailClaimed, attributes.Plan],
        ]),
      ).toEqual([
        [null, "ana@example.com", false, "gold"],
        [null, "ana@example.com", true, "typed"],
        ["8", "ana@example.com", true, "numbered"],
        ["9", "bo@example.com", false, "plain"],
      ]);
    });
  }
});
