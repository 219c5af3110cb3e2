import { afterEach, beforeEach, expect, it } from "vitest";
import { consentsOf } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { TextingRig } from "#server/testing/texting-rig.ts";
import { signAsService } from "#server/testing/texting-service.ts";

const ANA = "+385911234567";

const FIELDS = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`Field${index}`, ""]));

eachDatabase("the door for text messages", (open) => {
  let texting: TextingRig;
  let ana: number;
  beforeEach(async () => {
    texting = await TextingRig.start(open());
    ana = await texting.person("ana", ANA);
  });
  afterEach(() => texting.stop());

  const suppressions = () => open().query.select().from(open().tables.suppressions);
  const said = async () =>
    (await open().transaction(() => consentsOf(ana))).map(({ channel, state }) => `${channel} ${state}`);

  const stop = { MessageSid: "SM1", From: ANA, Body: "STOP" };
  it.each([
    ["with a signature of another token", () => signAsService("https://shop.example/x", stop, "other")],
    ["without a signature", () => ""],
    ["signed for another address", () => signAsService("https://shop.example/texts/other", stop)],
  ])("refuses what comes %s, and stores nothing", async (_how, signature) => {
    expect(await texting.tell(stop, { signature: signature() })).toMatchObject({ status: 403 });
    expect(await suppressions()).toEqual([]);
    expect(await said()).toContain("sms granted");
  });

  it("is at its own address alone, and nowhere without a service", async () => {
    expect(await texting.tell(stop, { path: "/texts/other" })).toMatchObject({ status: 404 });
    expect(await texting.tell(stop, { method: "GET" })).toMatchObject({ status: 405 });
    expect(await texting.tell(stop, { path: "/textsx" })).toMatchObject({ status: 418 });
    expect(await texting.tell({ ...stop, Body: "x".repeat(70_000) })).toMatchObject({ status: 413 });
    expect(await texting.tell(FIELDS, { signature: "" })).toMatchObject({ status: 413 });
    await texting.rig.set("texting", null);
    expect(await texting.tell(stop)).toMatchObject({ status: 404 });
    expect(await suppressions()).toEqual([]);
  });

  it("takes what is signed and no message of somebody with a number", async () => {
    for (const fields of [{ ...stop, From: "messenger:1" }, { ...stop, MessageSid: "" }, { From: ANA }])
      expect(await texting.tell(fields as Record<string, string>)).toMatchObject({ status: 200 });
    expect(await suppressions()).toEqual([]);
  });
});
