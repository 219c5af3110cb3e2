import { expect, it } from "vitest";
import { recipes } from "#workflows/recipes/recipes.ts";
import { searchRecipes } from "./search-recipes.ts";

const chinese: Record<string, string> = { Birthday: "生日" };
const say = (text: string) => chinese[text] ?? text;
const found = (search: string) => searchRecipes(recipes, search, say).map(({ id }) => id);

it("finds recipes by what they are called, do and need, in both languages", () => {
  expect(found("  ")).toHaveLength(recipes.length);
  expect(found("BIRTHDAY")).toEqual(["birthday"]);
  expect(found("生日")).toEqual(["birthday"]);
  expect(found("booking confirmed")).toEqual(["check-in-guide"]);
  expect(found("cart four hours")).toContain("abandoned-cart");
  expect(found("soup")).toEqual([]);
});
