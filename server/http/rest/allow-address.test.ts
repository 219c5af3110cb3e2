import { afterEach, beforeEach, expect, it } from "vitest";
import { addressHash } from "#server/links.ts";
import { COMPLAINED, suppress } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";

eachDatabase("an address that a program allows again", (open) => {
  let rig: RestRig;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.close());

  const hold = (reason: string) => {
    const hash = addressHash(rig.keys, "email", "ana@example.com");
    const entry = { channel: "email" as const, addressHash: hash, reason, at: rig.clock.now() };
    return rig.db.transaction((tx) => suppress(tx, entry));
  };
  const allow = (who = "external:ana", channel = "email", headers = {}) =>
    rig.call("DELETE", `/v1/profiles/${who}/suppressions/${channel}`, undefined, headers);
  const suppressed = async () => (await rig.call("GET", "/v1/profiles/external:ana")).json.suppressed;

  it("had bounced, and is not held back any more", async () => {
    await hold("email.no-such-mailbox");
    expect((await allow()).status).toBe(204);
    expect(await suppressed()).toEqual([]);
    expect(await rig.history()).toContain("suppression.lifted");
    expect(await allow()).toMatchObject({ status: 404, json: { error: { code: "not-suppressed" } } });
  });

  it("stays held back where the person complained, and for keys that may only read", async () => {
    await hold(COMPLAINED);
    expect(await allow()).toMatchObject({ status: 409, json: { error: { code: "left" } } });
    const authorization = `Bearer ${await rig.newKey(["profiles:read"])}`;
    expect((await allow("external:ana", "email", { authorization })).status).toBe(403);
    expect((await allow("external:nobody")).status).toBe(404);
    expect((await allow("external:ana", "constructor")).status).toBe(404);
    expect(await suppressed()).toHaveLength(1);
  });
});
