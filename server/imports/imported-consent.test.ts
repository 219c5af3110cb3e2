import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";

eachDatabase("imported consent", (open) => {
  it("reads a Mailchimp export of people who unsubscribed or bounced, and never widens what was agreed", async () => {
    const rig = new ImportRig(open());
    const [gone] = await rig.profile({ email: "gone@example.com" }, "withdrawn");
    const head = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID,EUID,TAGS";
    const row = (email: string) =>
      `${email},A,B,2,2024-01-05 10:00:00,2024-01-05 10:01:00,12,ab12,"""VIP"",""shop"""`;
    const subscribed = await rig.upload(
      "profiles",
      "subscribed_members.csv",
      `${head}\n${row("gone@example.com")}\n${row("new@example.com")}`,
    );
    await rig.setPlan(subscribed, {
      consent: "granted",
      confirmation: { words: "They ticked the box", by: "Olga", at: 0 },
    });
    await rig.run(subscribed);
    expect(await rig.consents()).toEqual({ "gone@example.com": "withdrawn", "new@example.com": "granted" });
    expect(await rig.sources()).toContain(`import:${subscribed}:confirmed`);
    expect((await rig.people())[1]!.attributes).toEqual({ MEMBER_RATING: 2, tags: ["VIP", "shop"] });

    await rig.run(
      await rig.upload("profiles", "unsubscribed_members.csv", `${head}\n${row("new@example.com")}`),
    );
    expect(await rig.consents()).toEqual({ "gone@example.com": "withdrawn", "new@example.com": "withdrawn" });
    await rig.run(await rig.upload("profiles", "cleaned_members.csv", `${head}\n${row("dead@example.com")}`));
    expect(await rig.suppression("dead@example.com")).toBe("import.suppressed");
    expect(await rig.suppression("new@example.com")).toBeNull();
    expect(gone).toBeGreaterThan(0);
  });

  it("reads the consent columns of a Klaviyo export", async () => {
    const rig = new ImportRig(open());
    const text = [
      "Email,Klaviyo ID,First Name,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions",
      "a@example.com,K1,A,SUBSCRIBED,2024-05-01 09:30:00+00:00,[]",
      "b@example.com,K2,B,NEVER_SUBSCRIBED,,[]",
      "c@example.com,K3,C,UNSUBSCRIBED,,[]",
      'd@example.com,K4,D,SUBSCRIBED,,"[""HARD_BOUNCE""]"',
      'e@example.com,K5,E,SUBSCRIBED,,"[""UNSUBSCRIBE""]"',
      "f@example.com,K6,F,perhaps,,[]",
    ].join("\r\n");
    const id = await rig.upload("profiles", "All people.csv", text);
    await rig.setPlan(id, { consent: "granted", confirmation: { words: "They agreed", by: "Olga", at: 0 } });
    expect(await rig.run(id)).toMatchObject({
      created: 5,
      rejected: 1,
      plan: { reasons: { "consent-unreadable": 1 } },
    });
    expect(await rig.consents()).toEqual({
      ...{ "a@example.com": "granted", "c@example.com": "withdrawn" },
      ...{ "d@example.com": "withdrawn", "e@example.com": "withdrawn" },
    });
    expect(await rig.suppression("d@example.com")).toBe("import.suppressed");
    expect(await rig.suppression("e@example.com")).toBeNull();
    expect(await rig.consentTimes()).toContain(Date.UTC(2024, 4, 1, 9, 30));
  });

  it("withdraws for everybody who shares the address, and grants to none of them after that", async () => {
    const rig = new ImportRig(open());
    await rig.profile({ externalId: "1", email: "two@example.com" }, "granted");
    await rig.profile({ externalId: "2", email: "two@example.com" });
    const text = "Email,Customer ID,Status\ntwo@example.com,1,unsubscribed\ntwo@example.com,2,subscribed\n";
    await rig.run(await rig.upload("profiles", "list.csv", text));
    expect(await rig.allConsents()).toEqual(["withdrawn", "withdrawn"]);
  });
});
