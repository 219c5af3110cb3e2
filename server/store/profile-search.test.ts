import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { eraseProfile } from "./erasure.ts";
import {
  countProfiles,
  type ProfileCursor,
  type ProfileSort,
  profileSorts,
  readProfilePage,
} from "./profile-page.ts";
import { areWordsFilled, fillSomeWords } from "./profile-words.ts";
import { type Profile, updateProfile } from "./profiles.ts";
import { searchTokens, wordsEnd, wordsOf } from "./search-words.ts";

eachDatabase("the search for profiles", (open) => {
  async function filled() {
    const rig = new StoreRig(open());
    await rig.do((tx) => fillSomeWords(tx, 10));
    return rig;
  }
  const found = async (search: string) =>
    (await readProfilePage(open(), { search, cursor: null, limit: 50 })).profiles.map(({ name }) => name);

  it("follows what a profile is called and reached by", async () => {
    const rig = await filled();
    const { id } = await rig.profile({ name: "Ana Silva", email: "ana@example.com", phone: "+351900000000" });
    await rig.profile({ name: "Ana Costa" });
    expect(await found("ana")).toEqual(["Ana Costa", "Ana Silva"]);
    expect(await found("sil an")).toEqual(["Ana Silva"]);
    expect(await found("900000")).toEqual(["Ana Silva"]);
    await rig.do((tx) => updateProfile(tx, id, { name: "Anabela Reis", phone: null }));
    expect(await found("silva")).toEqual([]);
    expect(await found("900000")).toEqual([]);
    expect(await found("reis ana@ex")).toEqual(["Anabela Reis"]);
    await rig.do((tx) => eraseProfile(tx, id));
    expect(await found("reis")).toEqual([]);
  });

  it("finds everybody from before there were words, at first by the whole text and then by words", async () => {
    const rig = new StoreRig(open());
    for (const name of ["Ana One", "Ben Two", "Cleo Three"]) await rig.profile({ name });
    await rig.do((tx) => run(tx.query.delete(tx.tables.profileWords)));
    expect(await found("thre")).toEqual(["Cleo Three"]);
    expect(await rig.do((tx) => fillSomeWords(tx, 2))).toBe(true);
    expect(await areWordsFilled(open())).toBe(false);
    expect(await found("thre")).toEqual(["Cleo Three"]);
    expect(await rig.do((tx) => fillSomeWords(tx, 2))).toBe(false);
    expect(await areWordsFilled(open())).toBe(true);
    for (const search of ["one", "two", "thre"]) expect(await found(search)).toHaveLength(1);
  });

  it("pages through everybody once in each order, and counts them", async () => {
    const rig = await filled();
    for (const [name, seen] of [
      ["Cleo", 3],
      [null, 1],
      ["ana", null],
      ["Ben", 2],
      ["ben", 2],
      [null, null],
    ] as const)
      await rig.profile({ name, lastSeenAt: seen === null ? null : NOW + seen });
    const walk = async (sort: ProfileSort) => {
      const names: (string | null)[] = [];
      let cursor: ProfileCursor | null = null;
      do {
        const page: Awaited<ReturnType<typeof readProfilePage>> = await readProfilePage(open(), {
          ...{ search: "", sort, cursor, limit: 2 },
        });
        names.push(...page.profiles.map((profile) => profile.name));
        cursor = page.nextCursor;
      } while (cursor);
      return names;
    };
    expect(await walk("newest")).toEqual([null, "ben", "Ben", "ana", null, "Cleo"]);
    expect(await walk("oldest")).toEqual(["Cleo", null, "ana", "Ben", "ben", null]);
    expect(await walk("last-seen")).toEqual(["Cleo", "ben", "Ben", null, null, "ana"]);
    expect(await walk("name")).toEqual(["ana", "Ben", "ben", "Cleo", null, null]);
    expect(await countProfiles(open(), { search: "" })).toEqual({ count: 6, isAtLeast: false });
    expect(await countProfiles(open(), { search: "be" })).toEqual({ count: 2, isAtLeast: false });
    for (const sort of profileSorts)
      expect(
        (await readProfilePage(open(), { search: "be", sort, cursor: null, limit: 9 })).profiles,
      ).toHaveLength(2);
  });

  it("finds exactly those who have a word that begins with each that is typed", async () => {
    const rig = await filled();
    const letters = fc.stringMatching(/^[abÉ]{1,3}$/);
    const names = fc.sample(fc.tuple(letters, letters), { numRuns: 40, seed: 7 });
    const people: Profile[] = [];
    for (const [first, last] of names)
      people.push(await rig.profile({ name: `${first} ${last}`, email: `${last}@${first}.example` }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(letters, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(0, 5, 20, 1_000),
        fc.constantFrom(...profileSorts),
        async (words, foundMax, sort) => {
          const search = words.join(" ");
          const fits = (token: string) => (word: string) => word >= token && word < wordsEnd(token);
          const expected = people
            .filter((person) => searchTokens(search).every((token) => wordsOf(person).some(fits(token))))
            .map(({ id }) => id)
            .sort((a, b) => b - a);
          const filter = sql`p.id > 3`;
          const found: number[] = [];
          let cursor: ProfileCursor | null = null;
          do {
            const page: Awaited<ReturnType<typeof readProfilePage>> = await readProfilePage(open(), {
              ...{ search, foundMax, filter, sort, cursor, limit: 3 },
            });
            found.push(...page.profiles.map(({ id }) => id));
            cursor = page.nextCursor;
          } while (cursor);
          if (sort === "oldest") found.reverse();
          if (sort === "last-seen" || sort === "name") found.sort((a, b) => b - a);
          expect(found).toEqual(expected.filter((id) => id > 3));
          const counted = await countProfiles(open(), { search, foundMax, filter });
          expect(counted).toEqual({ count: found.length, isAtLeast: false });
        },
      ),
      { numRuns: 40 },
    );
  });
});
