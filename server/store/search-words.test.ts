import fc from "fast-check";
import { expect, it } from "vitest";
import { type SearchedFields, searchTokens, wordsEnd, wordsOf } from "./search-words.ts";

const nobody: SearchedFields = { name: null, email: null, phone: null, externalId: null };
const finds = (search: string, fields: Partial<SearchedFields>) => {
  const words = wordsOf({ ...nobody, ...fields });
  return searchTokens(search).every((token) => words.some((word) => word >= token && word < wordsEnd(token)));
};

it("finds by the beginnings of words, in any order, whatever the case and the accents", () => {
  const jose = {
    name: "José Jean-Pierre Ñandú",
    email: "j.nandu@shop.example.com",
    externalId: "Customer-A12",
  };
  for (const search of [
    "jos",
    "JOSE nan",
    "pierre",
    "j.nan",
    "nandu@",
    "shop.ex",
    "customer",
    "a12",
    "jean-p",
  ])
    expect(finds(search, jose), search).toBe(true);
  for (const search of ["ose", "ustomer", "jose maria", "com"])
    expect(finds(search, jose), search).toBe(false);
});

it("finds by a phone as it is said abroad and at home", () => {
  for (const search of ["+351900", "351900000000", "900000"])
    expect(finds(search, { phone: "+351900000000" }), search).toBe(true);
  expect(finds("00000", { phone: "+351900000000" })).toBe(false);
  for (const [phone, home] of [
    ["+12025550123", "2025550123"],
    ["+491700000000", "1700000000"],
  ] as const)
    expect(finds(home, { phone }), phone).toBe(true);
});

it("finds inside names that are written without spaces", () => {
  expect(finds("小明", { name: "王小明" })).toBe(true);
  expect(finds("王小", { name: "王小明" })).toBe(true);
});

it("keeps no word that another one begins with", () => {
  expect(
    wordsOf({ ...nobody, name: "Ana Silva", email: "ana.silva@example.com", externalId: "c-1" }),
  ).toEqual(["1", "ana.silva@example.com", "c-1", "example.com", "silva@example.com"]);
});

it("finds everybody by each beginning of each of their words", () => {
  const word = fc.stringMatching(/^[a-zA-Zàéñöß]{1,12}$/);
  const person = fc.record({ first: word, last: word, domain: word, cut: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(person, ({ first, last, domain, cut }) => {
      const fields = { name: `${first} ${last}`, email: `${first}_${last}@${domain}.example` };
      for (const text of [first, last, domain]) expect(finds(text.slice(0, cut), fields)).toBe(true);
    }),
  );
});
