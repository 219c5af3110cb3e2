import { beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { type AccountsRig, openAccounts } from "./accounts-rig.ts";

const MINUTE_MS = 60_000;
const ana = {
  name: "Ana",
  email: "ana@example.com",
  password: "correct horse",
  shopName: "Tea",
  timezone: "UTC",
};

eachDatabase("signing in", (open) => {
  let rig: AccountsRig;
  beforeEach(async () => {
    rig = openAccounts(open());
    await rig.post("/create-owner", ana);
  });

  it("marks the cookie secure where the public address is https", async () => {
    const secure = openAccounts(rig.db, { publicUrl: "https://app.shop.example" });
    const answer = await secure.post("/sign-in/email", ana, {
      origin: "https://app.shop.example",
      host: "inside",
    });
    expect(answer.setCookie).toMatch(/^__Secure-rekindle\.session_token=.*; Secure/i);
    expect(await secure.personOf(answer.cookie)).toMatchObject({ email: ana.email });
  });

  it("opens a session with the right password and ends it on the way out", async () => {
    const answer = await rig.signIn("Ana@Example.com", ana.password);
    expect(answer.status).toBe(200);
    expect(answer.cookie).toMatch(/^rekindle\.session_token=/);
    expect(answer.setCookie).toMatch(/HttpOnly/i);
    expect(answer.setCookie).toMatch(/SameSite=Lax/i);
    expect(answer.setCookie).not.toMatch(/Secure/i);
    expect(await rig.personOf(answer.cookie)).toMatchObject({
      email: "ana@example.com",
      name: "Ana",
      role: "owner",
    });

    const out = await rig.post("/sign-out", {}, { cookie: answer.cookie });
    expect(out.status).toBe(200);
    expect(await rig.personOf(answer.cookie)).toBeNull();
  });

  it("answers a wrong password and an unknown address alike", async () => {
    const wrong = await rig.signIn(ana.email, "wrong password");
    const unknown = await rig.signIn("nobody@example.com", "wrong password");
    expect(wrong.status).toBe(401);
    expect(wrong.cookie).toBe("");
    expect({ status: unknown.status, body: unknown.body }).toEqual({
      status: wrong.status,
      body: wrong.body,
    });
  });

  it("believes no cookie that it did not sign", async () => {
    const { cookie } = await rig.signIn(ana.email, ana.password);
    expect(await rig.personOf(cookie.replace(/.$/, "x").replace("=", "=a"))).toBeNull();
    expect(await rig.personOf("rekindle.session_token=made-up")).toBeNull();
    expect(await rig.personOf("")).toBeNull();
  });

  it("keeps no password and no session token that could be used from a copy of the database alone", async () => {
    await rig.signIn(ana.email, ana.password);
    const [account] = await rig.db.query.select().from(rig.db.tables.accounts);
    expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [session] = await rig.db.query.select().from(rig.db.tables.sessions);
    expect(await rig.personOf(`rekindle.session_token=${session?.token}`)).toBeNull();
  });

  it("renews a session that is used, and hands out its cookie anew", async () => {
    const { sessions } = rig.db.tables;
    await rig.db.query.delete(sessions);
    const { cookie } = await rig.signIn(ana.email, ana.password);
    const headers = new Headers({ cookie });
    expect(await rig.auth.session(headers, true)).toMatchObject({ cookies: [] });
    const almostOver = new Date(Date.now() + 60 * MINUTE_MS);
    await rig.db.query.update(sessions).set({ expiresAt: almostOver });
    expect(await rig.auth.session(headers, false)).toMatchObject({ cookies: [] });
    expect((await rig.auth.session(headers, true))?.cookies[0]).toMatch(/^rekindle\.session_token=/);
    const [renewed] = await rig.db.query.select().from(sessions);
    expect(renewed?.expiresAt.getTime()).toBeGreaterThan(almostOver.getTime());
  });

  it("lets nobody sign up, and opens none of the endpoints that nothing needs", async () => {
    const eve = { name: "Eve", email: "eve@example.com", password: "long enough password", role: "owner" };
    for (const path of [
      "/sign-up/email",
      "/update-user",
      "/list-sessions",
      "/sign-in/social",
      "/delete-user",
    ]) {
      expect((await rig.post(path, eve)).status, path).toBe(404);
    }
    expect(await rig.db.query.select().from(rig.db.tables.users)).toHaveLength(1);
  });

  it("refuses a form on somebody else's page", async () => {
    const { cookie } = await rig.signIn(ana.email, ana.password);
    const elsewhere = { origin: "https://evil.example" };
    expect((await rig.post("/sign-out", {}, { cookie, ...elsewhere })).status).toBe(403);
    expect((await rig.post("/sign-in/email", ana, elsewhere)).status).toBe(403);
    expect(await rig.personOf(cookie)).not.toBeNull();
  });

  it("changes the password of somebody who knows the old one, and ends the other sessions", async () => {
    const here = await rig.signIn(ana.email, ana.password);
    const there = await rig.signIn(ana.email, ana.password);
    const change = { newPassword: "another password", revokeOtherSessions: true };
    const wrong = await rig.post("/change-password", { ...change, currentPassword: "guessed it" }, here);
    expect(wrong.status).toBe(400);
    const right = await rig.post("/change-password", { ...change, currentPassword: ana.password }, here);
    expect(right.status).toBe(200);
    expect(await rig.personOf(there.cookie)).toBeNull();
    expect((await rig.signIn(ana.email, "another password")).status).toBe(200);
  });
});

eachDatabase("too many tries", (open) => {
  let rig: AccountsRig;
  beforeEach(async () => {
    rig = openAccounts(open());
    await rig.post("/create-owner", ana);
  });

  it("are stopped for one client, also across a restart, and only for a while", async () => {
    for (let n = 0; n < 20; n++) expect((await rig.signIn(`u${n}@example.com`, "guess")).status).toBe(401);
    const restarted = openAccounts(rig.db, { clock: rig.clock });
    const stopped = await restarted.signIn(ana.email, ana.password);
    expect(stopped.status).toBe(429);
    expect(stopped.retryAfterS).toBe(600);
    expect((await restarted.signIn(ana.email, ana.password, "203.0.113.8")).status).toBe(200);
    rig.clock.advance(10 * MINUTE_MS);
    expect((await restarted.signIn(ana.email, ana.password)).status).toBe(200);
  });

  it.each(["ana@example.com", "nobody@example.com"])(
    "are stopped for %s from wherever they come",
    async (email) => {
      for (let n = 0; n < 10; n++)
        expect((await rig.signIn(email, "guess", `203.0.113.${n}`)).status).toBe(401);
      const stopped = await rig.signIn(email.toUpperCase(), ana.password, "198.51.100.1");
      expect(stopped).toMatchObject({ status: 429, retryAfterS: 900, body: { code: "TOO_MANY_TRIES" } });
      rig.clock.advance(15 * MINUTE_MS);
      expect((await rig.signIn(ana.email, ana.password, "198.51.100.1")).status).toBe(200);
    },
  );

  it("start anew once somebody signed in", async () => {
    for (let n = 0; n < 9; n++) await rig.signIn(ana.email, "guess", `203.0.113.${n}`);
    expect((await rig.signIn(ana.email, ana.password, "203.0.113.20")).status).toBe(200);
    for (let n = 0; n < 9; n++) await rig.signIn(ana.email, "guess", `203.0.113.${n}`);
    expect((await rig.signIn(ana.email, ana.password, "203.0.113.21")).status).toBe(200);
  });
});
