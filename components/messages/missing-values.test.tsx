import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { MissingValues, standIn, variableName } from "./missing-values.tsx";

it.each<[string[], string]>([
  [[""], "nothing is shown there"],
  [["there"], "“there” is shown instead"],
  [["", "you"], "in some places nothing, in others “you”"],
  [[], "the parts that depend on it are as for people without it"],
])("says what stands instead: %j", (shown, words) => {
  expect(standIn(shown)).toBe(words);
});

it("names variables as people do", () => {
  const names = ["profile.firstName", "profile.favourite.color", "event.total"].map(variableName);
  expect(names).toEqual(["First name", "favourite.color", "event.total"]);
});

it("shows nothing where nothing is missing", () => {
  expect(renderToStaticMarkup(<MissingValues missing={[]} />)).toBe("");
  const html = renderToStaticMarkup(<MissingValues missing={[{ path: "profile.city", shown: ["<b>"] }]} />);
  expect(html).toContain("city");
  expect(html).toContain("“&lt;b&gt;” is shown instead");
});
