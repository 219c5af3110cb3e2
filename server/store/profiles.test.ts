import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { listAttributeNames } from "./profile-lists.ts";
import { listProfiles } from "./profile-page.ts";
import { resolveProfile, touchProfile } from "./profiles.ts";

eachDatabase("whose event it is", (open) => {
  const rig = () => new StoreRig(open());
  const count = () => open().query.$count(open().tables.profiles);
  /** The ids of the profile, and whether it was made for this. */
  async function resolve(externalId: string | null, anonymousId: string | null, email: string | null = null) {
    const before = await count();
    const { profile: found } = await rig().do((tx) =>
      resolveProfile(tx, { externalId, anonymousId }, email, NOW),
    );
    return { id: found.id, externalId: found.externalId, created: (await count()) > before };
  }

  it("knows somebody again by either id, and an anonymous visitor becomes known", async () => {
    const visitor = await resolve(null, "browser-1");
    expect(visitor).toMatchObject({ externalId: null, created: true });
    expect(await resolve(null, "browser-1")).toMatchObject({ id: visitor.id, created: false });
    const known = await resolve("ana", "browser-1");
    expect(known).toEqual({ id: visitor.id, externalId: "ana", created: false });
    expect(await resolve("ana", null)).toMatchObject({ id: visitor.id, created: false });
    expect(await resolve("ana", "browser-2")).toMatchObject({ id: visitor.id });
    expect(await resolve(null, "browser-2")).toMatchObject({ id: visitor.id });
  });

  it("never takes two known people for one because they shared a browser", async () => {
    const ana = await resolve("ana", "shared");
    const ben = await resolve("ben", "shared");
    expect(ben).toMatchObject({ externalId: "ben", created: true });
    expect(ben.id).not.toBe(ana.id);
    // The browser stays with whoever claimed it first.
    expect(await resolve(null, "shared")).toMatchObject({ id: ana.id });
    expect(await resolve("ana", "shared")).toMatchObject({ id: ana.id, externalId: "ana" });
  });

  it("hands a profile that has only an email address to the customer with that address", async () => {
    const subscriber = await rig().profile({ email: "ana@example.com" });
    const ana = await resolve("ana", null, "ana@example.com");
    expect(ana).toEqual({ id: subscriber.id, externalId: "ana", created: false });
    // From now on it is Ana's, and somebody else with the address is somebody else.
    const other = await resolve("other", null, "ana@example.com");
    expect(other).toMatchObject({ externalId: "other", created: true });
    expect((await resolve("third", null, "new@example.com")).id).not.toBe(other.id);
  });

  it("takes a new visitor identified with an address for whoever has it", async () => {
    const ana = await rig().profile({ externalId: "ana", email: "ana@example.com" });
    const visitor = await resolve(null, "new-browser", "ana@example.com");
    expect(visitor).toEqual({ id: ana.id, externalId: "ana", created: false });
    expect(await resolve(null, "new-browser")).toMatchObject({ id: ana.id, created: false });
    // The browser was hers first; another customer in it is another profile, whatever the address.
    const ben = await resolve("ben", "new-browser", "ana@example.com");
    expect(ben).toMatchObject({ externalId: "ben", created: true });
    expect(await resolve(null, "new-browser")).toMatchObject({ id: ana.id });
  });

  it("notes when somebody was last seen, by the day and never backwards", async () => {
    const { id } = await rig().profile();
    const seen = async (at: number) => {
      const [profile] = await open().query.select().from(open().tables.profiles);
      await rig().do(() => touchProfile(profile!, at));
      const [after] = await open().query.select().from(open().tables.profiles);
      return after!.lastSeenAt;
    };
    expect(id).toBeGreaterThan(0);
    expect(await seen(NOW)).toBe(NOW);
    expect(await seen(NOW + 1000)).toBe(NOW);
    expect(await seen(NOW - 3 * DAY_MS)).toBe(NOW);
    expect(await seen(NOW + DAY_MS)).toBe(NOW + DAY_MS);
  });
});

eachDatabase("the list of profiles", (open) => {
  it("goes page by page from the newest, and searches without wildcards", async () => {
    const rig = new StoreRig(open());
    for (const name of ["Ana", "Ben_1", "Ben%2", "Ben\\3", "ÉLODIE"]) {
      await rig.profile({ name, email: `${name.length}@example.com`, attributes: { [`a-${name}`]: 1 } });
    }
    const first = await listProfiles(open(), { search: "", cursor: null, limit: 3 });
    expect(first.profiles.map(({ name }) => name)).toEqual(["ÉLODIE", "Ben\\3", "Ben%2"]);
    expect(first.total).toBe(5);
    const second = await listProfiles(open(), { search: "", cursor: first.nextCursor, limit: 3 });
    expect(second.profiles.map(({ name }) => name)).toEqual(["Ben_1", "Ana"]);
    expect(second.nextCursor).toBeNull();
    const found = async (search: string) =>
      (await listProfiles(open(), { search, cursor: null, limit: 10 })).profiles.map(({ name }) => name);
    expect(await found(" BEN_ ")).toEqual(["Ben_1"]);
    expect(await found("n%")).toEqual(["Ben%2"]);
    expect(await found("\\3")).toEqual(["Ben\\3"]);
    expect(await found("3@example")).toEqual(["Ana"]);
    expect(await listAttributeNames(open())).toContain("a-Ana");
  });
});
