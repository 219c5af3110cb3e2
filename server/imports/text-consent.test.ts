import { expect, it } from "vitest";
import { consentsOf, setConsent } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";

eachDatabase("an import that says who wants text messages", (open) => {
  async function start(first: string) {
    const rig = new ImportRig(open());
    const [bea] = await rig.profile({ externalId: "bea", phone: "+385911111111" });
    await rig.db.transaction(() =>
      setConsent({
        profileId: bea,
        channel: "sms",
        topic: "marketing",
        state: "granted",
        source: "api",
        at: 1,
      }),
    );
    const run = async (text = first) => await rig.run(await rig.upload("profiles", "people.csv", text));
    const said = async () => {
      const { profiles } = rig.db.tables;
      const people = await rig.db.query.select().from(profiles).orderBy(profiles.id);
      const lines: string[] = [];
      for (const { id, externalId } of people)
        for (const { channel, topic, state } of await rig.db.transaction(() => consentsOf(id)))
          lines.push(`${externalId} ${channel} ${topic} ${state}`);
      return lines;
    };
    return { run, said };
  }

  it("takes a yes for those with a number, and a no always, for everybody with the number", async () => {
    const { run, said } = await start(
      [
        "Customer ID,Phone,SMS Marketing Consent,WhatsApp opt-in,SMS unsubscribed",
        "ana,+385922222222,SUBSCRIBED,no,",
        "ben,,SUBSCRIBED,,",
        "cleo,+385 91 1111111,UNSUBSCRIBED,,",
        "dan,+385933333333,NEVER_SUBSCRIBED,pending,",
        "eva,+385944444444,SUBSCRIBED,yes,2026-01-02",
      ].join("\n"),
    );
    expect(await run()).toMatchObject({ created: 5, rejected: 0 });
    expect(await said()).toEqual([
      "bea sms marketing withdrawn",
      "ana sms marketing granted",
      "ana whatsapp marketing withdrawn",
      "cleo sms marketing withdrawn",
      "eva sms marketing withdrawn",
      "eva whatsapp marketing granted",
    ]);
    expect(await run()).toMatchObject({ created: 0, updated: 0, unchanged: 5 });
  });

  it("never takes a no back", async () => {
    const { run, said } = await start(
      "Customer ID,Phone,SMS consent\nbea,+385911111111,no\nana,+385922222222,no\n",
    );
    await run();
    await run("Customer ID,Phone,SMS consent\nana,+385922222222,yes\nzoe,+385922222222,yes\n");
    expect(await said()).toEqual(["bea sms marketing withdrawn", "ana sms marketing withdrawn"]);
  });
});
