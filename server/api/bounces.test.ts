import { generateKeyPairSync } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { isBounceToken } from "#server/bounces/bounce-address.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { readSettings, writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { startImapServer } from "#server/testing/imap-server.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { bouncesRouter } from "./bounces.ts";

eachDatabase("how the shop hears of what came back", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    return () => rig.engine.stop();
  });
  const as = (role: Role) => {
    const { db, clock, keys, engine } = rig;
    const services = { db, clock, keys, engine, env: readEnv({ PUBLIC_URL: "https://app.shop.example" }) };
    const person = { id: "p", name: "P", email: "p@example.com", role };
    return bouncesRouter.createCaller({ services: services as unknown as Services, person });
  };
  const token = (address: string) => address.split("/").at(-1) ?? "";

  it("is the owner's business alone", async () => {
    for (const role of ["viewer", "editor"] as const) {
      await expect(as(role).get()).rejects.toThrow("Only an owner");
      await expect(as(role).mailbox()).rejects.toThrow("Only an owner");
      await expect(as(role).makeAddress()).rejects.toThrow("Only an owner");
      await expect(as(role).saveMailbox(null)).rejects.toThrow("Only an owner");
    }
  });

  it("is by an address for each service, which can be changed and is stored sealed", async () => {
    expect((await as("owner").get()).addresses).toBeNull();
    await as("owner").makeAddress();
    const first = (await as("owner").get()).addresses!;
    expect(first[0]?.address).toMatch(/^https:\/\/app\.shop\.example\/bounces\/ses\/[\w-]{43}$/);
    const old = token(first[0]!.address);
    expect(JSON.stringify(await readSettings(open()))).not.toContain(old);
    await as("owner").makeAddress();
    const door = rig.engine.live.settings.bounceDoor;
    expect(isBounceToken(rig.keys, door, old)).toBe(false);
    expect(isBounceToken(rig.keys, door, token((await as("owner").get()).addresses![0]!.address))).toBe(true);
  });

  it("keeps keys that can be ones, sealed, through a change of the address", async () => {
    await expect(as("owner").saveKey({ service: "mailgun", key: "k" })).rejects.toThrow("address first");
    await as("owner").makeAddress();
    await expect(as("owner").saveKey({ service: "sendgrid", key: "no key" })).rejects.toThrow("SendGrid");
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    const key = publicKey.export({ format: "der", type: "spki" }).toString("base64");
    await as("owner").saveKey({ service: "sendgrid", key });
    await as("owner").makeAddress();
    const withKeys = async () =>
      (await as("owner").get()).addresses!.filter(({ hasKey }) => hasKey).map(({ service }) => service);
    expect(await withKeys()).toEqual(["sendgrid"]);
    expect(JSON.stringify(await readSettings(open()))).not.toContain(key);
    await as("owner").saveKey({ service: "sendgrid", key: null });
    expect(await withKeys()).toEqual([]);
  });

  it("tries a mailbox before it is kept, and sends a stored password nowhere else", async () => {
    const imap = await startImapServer({ now: Date.now(), plain: true });
    const form = { host: "127.0.0.1", port: imap.port, secure: false, user: "bounces", folder: "INBOX" };
    // It offers no safe connection.
    expect(await as("owner").saveMailbox({ ...form, password: "right" })).toMatchObject({ kind: "refused" });
    expect(await as("owner").mailbox()).toBeNull();
    const sealedPassword = rig.keys.encrypt("right");
    await open().transaction((tx) =>
      writeSetting(tx, "bounceMailbox", { ...form, host: "imap.example.com", sealedPassword }),
    );
    await rig.engine.reload();
    imap.commands.length = 0;
    expect(inWords(await as("owner").saveMailbox(form))).toEqual({
      ...{ kind: "refused", text: "Enter the password of this mailbox" },
    });
    expect(imap.commands).toEqual([]);
    expect(await as("owner").mailbox()).not.toHaveProperty("sealedPassword");
    await as("owner").saveMailbox(null);
    expect(await as("owner").mailbox()).toBeNull();
    await imap.close();
  });
});
