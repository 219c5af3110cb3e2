import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { addInvitation, findInvitation } from "#server/store/invitations.ts";
import { readSettings } from "#server/store/settings.ts";
import { hasUsers, listUsers } from "#server/store/users.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { defaultBrand } from "#workflows/brand.ts";
import { type AccountsRig, openAccounts } from "./accounts-rig.ts";
import { hashInvitationToken, INVITATION_LIFE_MS, newInvitationToken } from "./invitation-token.ts";

const ana = {
  name: "Ana",
  email: " Ana@Example.com ",
  password: "correct horse",
  shopName: "Tea and more",
  timezone: "Europe/Lisbon",
};

eachDatabase("the first visit", (open) => {
  let rig: AccountsRig;
  beforeEach(() => {
    rig = openAccounts(open());
  });

  it("creates the owner and the shop, and signs in", async () => {
    expect(await hasUsers(rig.db)).toBe(false);
    const answer = await rig.post("/create-owner", ana);
    expect(answer.status).toBe(200);
    expect(await rig.personOf(answer.cookie)).toMatchObject({
      name: "Ana",
      email: "ana@example.com",
      role: "owner",
    });
    const { shop, brand, firstSteps } = await readSettings(rig.db);
    expect(shop).toMatchObject({ shopName: "Tea and more", timezone: "Europe/Lisbon", currency: "USD" });
    expect(brand).toEqual(defaultBrand);
    expect(firstSteps.away).toBe(false);
    expect(await hasUsers(rig.db)).toBe(true);
  });

  it("keeps the currency, the language and the color that were chosen", async () => {
    await rig.post("/create-owner", { ...ana, currency: "EUR", language: "zh", color: "#1D4ED8" });
    const { shop, brand } = await readSettings(rig.db);
    expect(shop).toMatchObject({ currency: "EUR", language: "zh" });
    expect(brand.color).toBe("#1d4ed8");
  });

  it("creates one owner when two come at once, and none after that", async () => {
    const visits = ["ana", "eve", "bob", "kim"].map((who) =>
      rig.post("/create-owner", { ...ana, name: who, email: `${who}@example.com`, shopName: who }),
    );
    const answers = await Promise.all(visits);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.filter((answer) => answer.cookie)).toHaveLength(1);
    const [owner, ...others] = await listUsers(rig.db);
    expect(others).toEqual([]);
    expect((await readSettings(rig.db)).shop.shopName).toBe(owner?.name);

    const late = await rig.post("/create-owner", { ...ana, email: "late@example.com" });
    expect(late).toMatchObject({ status: 409, cookie: "", body: { code: "OWNER_EXISTS" } });
  });

  it.each([
    ["name", { name: "  " }, "Enter your name"],
    ["email", { email: "ana" }, "Enter an email address, like ana@example.com"],
    ["password", { password: "123456789" }, "Use at least 10 characters"],
    ["shopName", { shopName: "" }, "Enter the shop's name"],
    ["timezone", { timezone: "Mars/Olympus" }, "This time zone is not known"],
    ["currency", { currency: "euro" }, "Use three capital letters, like EUR"],
    ["color", { color: "red; }" }, "Write a color like #c2410c"],
  ])("says what is wrong with the %s", async (field, wrong, message) => {
    const answer = await rig.post("/create-owner", { ...ana, ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { code: "INVALID_INPUT", field, message } });
    expect(await hasUsers(rig.db)).toBe(false);
  });
});

eachDatabase("an invitation", (open) => {
  let rig: AccountsRig;
  let ownerId: string;
  beforeEach(async () => {
    rig = openAccounts(open());
    await rig.post("/create-owner", ana);
    ownerId = (await listUsers(rig.db))[0]?.id ?? "";
  });

  async function invite(role: Role): Promise<string> {
    const token = newInvitationToken();
    const createdAt = rig.clock.now();
    const expiresAt = createdAt + INVITATION_LIFE_MS;
    const tokenHash = hashInvitationToken(token);
    await addInvitation(rig.db, { tokenHash, role, createdBy: ownerId, createdAt, expiresAt });
    return token;
  }
  const accept = (token: string, email: string) =>
    rig.post("/accept-invitation", {
      token,
      name: "Bea",
      email,
      password: "long enough password",
      role: "owner",
    });
  const stateOf = (token: string) => findInvitation(rig.db, hashInvitationToken(token), rig.clock.now());

  it.each(["editor", "viewer", "owner"] as const)(
    "lets one person in as %s, whatever they ask for",
    async (role) => {
      const token = await invite(role);
      expect(await stateOf(token)).toMatchObject({ kind: "open", role, invitedBy: "Ana" });
      const answer = await accept(token, "Bea@example.com");
      expect(answer.status).toBe(200);
      expect(await rig.personOf(answer.cookie)).toMatchObject({
        name: "Bea",
        email: "bea@example.com",
        role,
      });
      expect(await stateOf(token)).toEqual({ kind: "used" });
      expect((await accept(token, "cy@example.com")).body).toMatchObject({ code: "INVITATION_USED" });
      expect((await rig.signIn("bea@example.com", "long enough password")).status).toBe(200);
    },
  );

  it("lets one of two in who use it at once", async () => {
    const token = await invite("viewer");
    const answers = await Promise.all([accept(token, "bea@example.com"), accept(token, "cy@example.com")]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await listUsers(rig.db)).toHaveLength(2);
  });

  it("runs out after seven days", async () => {
    const token = await invite("editor");
    rig.clock.advance(INVITATION_LIFE_MS);
    expect(await stateOf(token)).toEqual({ kind: "expired" });
    expect((await accept(token, "bea@example.com")).body).toMatchObject({ code: "INVITATION_EXPIRED" });
    expect(await listUsers(rig.db)).toHaveLength(1);
  });

  it("stays open when the address is taken, and is unknown when made up", async () => {
    const token = await invite("editor");
    expect((await accept(token, "ana@example.com")).body).toMatchObject({ code: "EMAIL_TAKEN" });
    expect((await stateOf(token)).kind).toBe("open");
    expect((await accept("made-up", "bea@example.com")).body).toMatchObject({ code: "INVITATION_UNKNOWN" });
  });

  it("is not stored as it stands in the link", async () => {
    const token = await invite("editor");
    const rows = await rig.db.query.select().from(rig.db.tables.invitations);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
