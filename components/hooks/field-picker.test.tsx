import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import ui from "#locales/en/ui.json";
import { FieldPicker } from "./field-picker.tsx";
import type { SampleField } from "./outputs.ts";

const fields: SampleField[] = [
  { path: "type", kind: "text", sample: "paid", isEmail: false },
  { path: "note", kind: "empty", sample: "", isEmail: false },
  { path: "buyer.email", kind: "text", sample: "ana@example.com", isEmail: true },
];
const draw = (path: string, more: object = {}) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ hooks, ui }}>
      <FieldPicker label="Person" path={path} fields={fields} onChange={() => {}} {...more} />
    </NextIntlClientProvider>,
  );
const plain = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

it("lists every field with its value until one is chosen, those that fit first", () => {
  const shown = plain(draw("", { fits: (field: SampleField) => field.isEmail }));
  expect(shown).toMatch(/buyer\.email ana@example\.com Email .*type paid note empty/);
});

it("shows what is chosen with its value in the sample, or that it is not there", () => {
  expect(plain(draw("buyer.email"))).toContain("In this sample: ana@example.com");
  expect(plain(draw("buyer.email"))).not.toContain("paid");
  expect(plain(draw("gone"))).toContain("Not in this sample");
  expect(plain(draw("gone", { fields: [] }))).not.toContain("Not in this sample");
});

it("starts closed where nothing needs to be chosen", () => {
  const shown = plain(draw("", { optional: true }));
  expect(shown).toContain("None");
  expect(shown).not.toContain("paid");
});

it("says what is missing", () => {
  expect(draw("", { error: "Choose a field" })).toMatch(/role="alert"[^>]*>.*Choose a field/);
});
