import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import configForm from "#locales/en/config-form.json";
import ui from "#locales/en/ui.json";
import { templateHelp } from "#workflows/template-help.ts";
import { FormChoicesProvider } from "../form-context.tsx";
import type { VariableGroup } from "../variables.ts";
import { VariableList } from "./variable-list.tsx";

function draw(variables: VariableGroup[]): string {
  const choices = { eventNames: [], attributeNames: [], dataPaths: [], variables };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "config-form": configForm, ui }}>
      <FormChoicesProvider choices={choices}>
        <VariableList onPick={() => {}} />
      </FormChoicesProvider>
    </NextIntlClientProvider>,
  );
}

it("shows each variable with an example and how often it occurs, under a search that has a name", () => {
  const city = {
    path: "city",
    label: "city",
    insert: "{{ profile.city }}",
    example: "Zagreb",
    note: "9 people",
  };
  const html = draw([{ label: "Attributes", variables: [city] }]);
  for (const text of ["Attributes", "city", "Zagreb", "9 people", 'aria-label="Search variables"', "1 found"])
    expect(html).toContain(text);
});

it("says so when there is nothing", () => {
  expect(draw([])).toContain("Nothing found");
});

it("explains the filters with examples", () => {
  const html = draw([]);
  for (const filter of ["money", "date", "time", "datetime", "default"])
    expect(html).toContain(`| ${filter}`);
  expect(templateHelp.every(({ gives }) => html.includes(gives))).toBe(true);
});
