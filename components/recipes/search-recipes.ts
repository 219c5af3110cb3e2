/** Of the texts of a recipe, those that a search looks at. */
interface Searched {
  name: string;
  summary: string;
  timing: string;
  needs: { name: string }[];
}

/** The recipes in which every word of the search stands somewhere; `say` gives a text in the reader's language. */
export function searchRecipes<T extends Searched>(
  recipes: readonly T[],
  search: string,
  say: (text: string) => string,
): T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return recipes.filter(({ name, summary, timing, needs }) => {
    const own = [name, summary, timing];
    const text = [...own, ...own.map(say), ...needs.map((need) => need.name)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
