import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { type AccountsRig, openAccounts } from "#server/accounts/accounts-rig.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { people } from "./people.ts";

const ana = {
  name: "Ana",
  email: "ana@example.com",
  password: "correct horse",
  shopName: "Tea",
  timezone: "UTC",
};
const origin = "http://localhost:3000";

eachDatabase("people", (open) => {
  let rig: AccountsRig;
  let anaCookie: string;
  beforeEach(async () => {
    rig = openAccounts(open());
    anaCookie = (await rig.post("/create-owner", ana)).cookie;
  });

  /** The API as somebody with this cookie sees it now. */
  async function as(cookie: string, publicUrl?: string) {
    const { auth, clock, db, keys, log } = rig;
    const services = { auth, clock, db, keys, log, env: { PUBLIC_URL: publicUrl } } as unknown as Services;
    return people.createCaller({ services, person: await rig.personOf(cookie) });
  }
  async function join(role: Role, name: string): Promise<{ cookie: string; id: string }> {
    const { url } = await (await as(anaCookie)).invite({ role, origin });
    const form = {
      token: url.split("/").at(-1),
      name,
      email: `${name}@example.com`,
      password: "long enough password",
    };
    const { cookie } = await rig.post("/accept-invitation", form);
    return { cookie, id: (await rig.personOf(cookie))?.id ?? "" };
  }

  it("are listed with their roles and the invitations that are open", async () => {
    const owner = await as(anaCookie);
    await join("editor", "bea");
    const { expiresAt } = await owner.invite({ role: "viewer", origin });
    const { users, invitations } = await owner.list();
    expect(users.map(({ name, role }) => `${name} ${role}`)).toEqual(["Ana owner", "bea editor"]);
    expect(users[0]).toEqual({
      id: expect.any(String),
      name: "Ana",
      email: ana.email,
      role: "owner",
      createdAt: expect.any(Number),
    });
    expect(invitations).toEqual([
      { id: expect.any(Number), role: "viewer", createdAt: expect.any(Number), expiresAt },
    ]);

    await owner.revokeInvitation({ id: invitations[0]?.id ?? 0 });
    expect((await owner.list()).invitations).toEqual([]);
    await expect(owner.revokeInvitation({ id: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are invited by a link to the public address, else to where the owner's browser is", async () => {
    const here = await (await as(anaCookie)).invite({
      role: "viewer",
      origin: "http://192.168.1.5:3000/settings",
    });
    expect(here.url).toMatch(/^http:\/\/192\.168\.1\.5:3000\/invite\/[\w-]{43}$/);
    const known = await (await as(anaCookie, "https://app.shop.example")).invite({ role: "viewer", origin });
    expect(known.url).toMatch(/^https:\/\/app\.shop\.example\/invite\//);
    const wrong = (await as(anaCookie)).invite({ role: "viewer", origin: "javascript:alert(1)" });
    await expect(wrong).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it.each(["viewer", "editor"] as const)(
    "are none of a %s's business, and the answer says so",
    async (role) => {
      const { cookie, id } = await join(role, "bea");
      const api = await as(cookie);
      const refusal = { code: "FORBIDDEN", message: "Only an owner can do this" };
      await expect(api.list()).rejects.toMatchObject(refusal);
      await expect(api.invite({ role: "owner", origin })).rejects.toMatchObject(refusal);
      await expect(api.revokeInvitation({ id: 1 })).rejects.toMatchObject(refusal);
      await expect(api.setRole({ userId: id, role: "owner" })).rejects.toMatchObject(refusal);
      await expect(api.remove({ userId: id })).rejects.toMatchObject(refusal);
      expect((await rig.personOf(cookie))?.role).toBe(role);
    },
  );

  it("are closed to whoever is not signed in", async () => {
    await expect((await as("")).list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("have a new role from their next request on", async () => {
    const bea = await join("viewer", "bea");
    await (await as(anaCookie)).setRole({ userId: bea.id, role: "owner" });
    expect(await (await as(bea.cookie)).list()).toMatchObject({ users: [{}, { role: "owner" }] });
    const { url } = await (await as(bea.cookie)).invite({ role: "owner", origin });
    await (await as(anaCookie)).setRole({ userId: bea.id, role: "viewer" });
    await expect((await as(bea.cookie)).list()).rejects.toMatchObject({ code: "FORBIDDEN" });

    const kept = await rig.post("/accept-invitation", {
      ...ana,
      token: url.split("/").at(-1),
      email: "b2@example.com",
    });
    expect(kept.body).toMatchObject({ code: "INVITATION_UNKNOWN" });
  });

  it("are signed out everywhere when they are removed", async () => {
    const bea = await join("editor", "bea");
    await (await as(anaCookie)).remove({ userId: bea.id });
    expect(await rig.personOf(bea.cookie)).toBeNull();
    expect((await rig.signIn("bea@example.com", "long enough password")).status).toBe(401);
    await expect((await as(anaCookie)).remove({ userId: bea.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("always have an owner", async () => {
    const owner = await as(anaCookie);
    const userId = (await rig.personOf(anaCookie))?.id ?? "";
    const refusal = {
      code: "CONFLICT",
      message: "This is the only owner. Make somebody else an owner first",
    };
    await expect(owner.setRole({ userId, role: "editor" })).rejects.toMatchObject(refusal);
    await expect(owner.remove({ userId })).rejects.toMatchObject(refusal);
    await owner.setRole({ userId, role: "owner" });

    const bea = await join("owner", "bea");
    const eachOther = [
      owner.remove({ userId: bea.id }),
      (await as(bea.cookie)).setRole({ userId, role: "viewer" }),
    ];
    const outcomes = await Promise.allSettled(eachOther);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const owners = (await rig.db.query.select().from(rig.db.tables.users)).filter(
      ({ role }) => role === "owner",
    );
    expect(owners).toHaveLength(1);
  });
});
