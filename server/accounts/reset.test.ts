import { beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { type AccountsRig, openAccounts } from "./accounts-rig.ts";

const ana = {
  name: "Ana",
  email: "ana@example.com",
  password: "correct horse",
  shopName: "Tea",
  timezone: "UTC",
};
const newPassword = "battery staple";

eachDatabase("a reset link", (open) => {
  let rig: AccountsRig;
  beforeEach(async () => {
    rig = openAccounts(open());
    await rig.post("/create-owner", ana);
  });
  const tokenOf = (url = "") => url.split("/").at(-1) ?? "";
  const ask = (email: string, from?: { host?: string; origin?: string; client?: string }) =>
    rig.post("/request-password-reset", { email }, from);

  it("sets a new password once, and ends every session", async () => {
    const { cookie } = await rig.signIn(ana.email, ana.password);
    expect((await ask(ana.email)).status).toBe(200);
    const [mail] = rig.mails;
    expect(mail).toEqual({
      to: ana.email,
      url: expect.stringMatching(/^http:\/\/localhost:3000\/reset-password\/\w+$/),
    });
    const token = tokenOf(mail?.url);
    expect(await rig.auth.isResetLinkOpen(token)).toBe(true);

    expect((await rig.post("/reset-password", { token, newPassword: "too short" })).status).toBe(400);
    expect((await rig.post("/reset-password", { token, newPassword })).status).toBe(200);
    expect(await rig.personOf(cookie)).toBeNull();
    expect((await rig.signIn(ana.email, ana.password)).status).toBe(401);
    expect((await rig.signIn(ana.email, newPassword)).status).toBe(200);

    expect(await rig.auth.isResetLinkOpen(token)).toBe(false);
    const again = await rig.post("/reset-password", { token, newPassword: "third password" });
    expect(again).toMatchObject({ status: 400, body: { code: "INVALID_TOKEN" } });
  });

  it("runs out after an hour", async () => {
    await ask(ana.email);
    const token = tokenOf(rig.mails[0]?.url);
    const { verifications } = rig.db.tables;
    const [stored] = await rig.db.query.select().from(verifications);
    expect(stored?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 60 * 60_000);
    expect(stored?.identifier).not.toContain(token);
    await rig.db.query.update(verifications).set({ expiresAt: new Date(Date.now() - 1) });
    expect(await rig.auth.isResetLinkOpen(token)).toBe(false);
    expect((await rig.post("/reset-password", { token, newPassword })).body.code).toBe("INVALID_TOKEN");
    expect((await rig.signIn(ana.email, ana.password)).status).toBe(200);
  });

  it("is not sent to an address that nobody here has, and the answer does not tell", async () => {
    const known = await ask(ana.email);
    const unknown = await ask("nobody@example.com");
    expect({ status: unknown.status, body: unknown.body }).toEqual({
      status: known.status,
      body: known.body,
    });
    expect(rig.mails).toHaveLength(1);
  });

  it("cannot be asked for without end", async () => {
    for (let n = 0; n < 5; n++) expect((await ask(ana.email, { client: `203.0.113.${n}` })).status).toBe(200);
    const stopped = await ask(ana.email, { client: "203.0.113.9" });
    expect(stopped).toMatchObject({ status: 429, retryAfterS: 3600 });
    expect(rig.mails).toHaveLength(5);
  });

  it("never leads to a server that whoever asked made up", async () => {
    const evil = { host: "evil.example", origin: "http://evil.example" };
    expect(await ask(ana.email, evil)).toMatchObject({ status: 409, body: { code: "NO_PUBLIC_URL" } });
    expect(rig.mails).toEqual([]);
    const known = openAccounts(rig.db, { publicUrl: "https://app.shop.example" });
    await known.post("/request-password-reset", { email: ana.email }, evil);
    expect(known.mails[0]?.url).toMatch(/^https:\/\/app\.shop\.example\/reset-password\//);
  });

  it("lets somebody in who was stopped after too many tries", async () => {
    for (let n = 0; n < 10; n++) await rig.signIn(ana.email, "guess", `203.0.113.${n}`);
    expect((await rig.signIn(ana.email, ana.password)).status).toBe(429);
    await ask(ana.email);
    await rig.post("/reset-password", { token: tokenOf(rig.mails[0]?.url), newPassword });
    expect((await rig.signIn(ana.email, newPassword)).status).toBe(200);
  });
});
