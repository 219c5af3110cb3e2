import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import english from "#locales/en/imports.json";
import { ImportCounts } from "./import-counts.tsx";
import { draftOf, hasWords, planOf } from "./plan-draft.ts";
import { PreviewRows } from "./preview-rows.tsx";

const draw = (part: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ imports: english }}>
      {part}
    </NextIntlClientProvider>,
  );

const plan = {
  ...{ columns: ["email"], delimiter: ";", timezone: "UTC", dayFirst: true, eventName: null, everyRow: null },
  ...{
    consent: null,
    confirmation: null,
    startsWorkflows: false,
    check: null,
    reasons: {},
    rejectedBytes: 0,
  },
};

it("counts rows that name somebody again apart, and says why rows are rejected", () => {
  const counts = { rows: 1010, created: 5, updated: 2, unchanged: 1, rejected: 2, reasons: { nobody: 2 } };
  const html = draw(<ImportCounts kind="profiles" counts={counts} />);
  expect(html).toMatch(/Named again in the file<\/dt><dd[^>]*>1,000</);
  expect(html).toContain("2 × no email address and no customer number");
});

it("says what becomes of consent in the preview", () => {
  const consent = { before: "granted", after: "withdrawn", suppressed: true };
  const row = {
    kind: "profile" as const,
    line: 1,
    outcome: "updated" as const,
    who: "a@example.com",
    consent,
  };
  const html = draw(<PreviewRows rows={[{ ...row, facts: [["City", "Bonn"]] }]} />);
  expect(html).toContain("unsubscribed from emails (before: agreed to emails); nothing is ever sent");
});

it("sends a confirmation only with the words for it", () => {
  const draft = draftOf({ plan });
  expect(planOf(draft)).toMatchObject({ agreed: null, columns: ["email"], delimiter: ";" });
  expect(hasWords({ ...draft, confirms: true, words: "yes" })).toBe(false);
  expect(planOf({ ...draft, confirms: true, words: " They ticked the box " }).agreed).toBe(
    "They ticked the box",
  );
});
