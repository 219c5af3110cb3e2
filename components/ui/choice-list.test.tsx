import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ChoiceList } from "./choice-list.tsx";

const groups = [
  { id: "first", label: "First", choices: [{ id: "a", label: "Apple" }] },
  { id: "second", label: "Second", choices: [{ id: "b", label: "Banana", hint: "Long" }] },
];

function draw(given = groups): string {
  return renderToStaticMarkup(
    <ChoiceList
      label="Search fruit"
      search=""
      onSearch={() => {}}
      groups={given}
      found={`${given.length} found`}
      none="Nothing"
      onChoose={() => {}}
    />,
  );
}

it("names the field, its list and the groups, and marks the first choice as the one Enter takes", () => {
  const html = draw();
  const field = /<input[^>]*>/.exec(html)?.[0] ?? "";
  expect(field).toContain('role="combobox"');
  expect(field).toContain('aria-label="Search fruit"');
  expect(field).toContain('aria-expanded="true"');
  const listId = /aria-controls="([^"]+)"/.exec(field)?.[1];
  expect(html).toContain(`id="${listId}" role="listbox"`);
  const activeId = /aria-activedescendant="([^"]+)"/.exec(field)?.[1];
  const options = [...html.matchAll(/<div id="([^"]+)" role="option"[^>]*aria-selected="(\w+)"/g)];
  expect(options.map(([, id, selected]) => [id === activeId, selected])).toEqual([
    [true, "true"],
    [false, "false"],
  ]);
  for (const [, labelId] of html.matchAll(/aria-labelledby="([^"]+)"/g))
    expect(html).toContain(`id="${labelId}"`);
});

it("says that there is nothing to choose", () => {
  const html = draw([]);
  expect(html).toContain('aria-expanded="false"');
  expect(html).not.toContain("aria-activedescendant");
  expect(html).toContain(">Nothing<");
});
