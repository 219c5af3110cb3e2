import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { DomainReport } from "#components/shell/outputs.ts";
import settings from "#locales/en/settings.json";
import ui from "#locales/en/ui.json";
import { DomainCard } from "./domain-card.tsx";

const report: DomainReport = {
  domain: "shop.example",
  addresses: ["hello@shop.example"],
  provider: null,
  findings: [
    {
      check: "spf",
      state: "missing",
      code: "spf.missing",
      values: {},
      publish: { type: "TXT", name: "shop.example", value: "v=spf1 mx ~all" },
    },
    {
      check: "dkim",
      state: "mend",
      code: "dkim.revoked",
      values: { name: "<b>k1</b>", selector: "k1" },
      publish: null,
    },
  ],
};

it("shows what is wrong in words and the record to publish, with a copy button for each part", () => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ settings, ui }}>
      <DomainCard report={report} />
    </NextIntlClientProvider>,
  );
  expect(html).toContain("2 things to do");
  expect(html).toContain("There is no SPF record");
  expect(html).toContain("v=spf1 mx ~all");
  expect(html).toContain("Copy: Name of the record");
  expect(html).toContain("Copy: Value of the record");
  expect(html).toContain("&lt;b&gt;k1&lt;/b&gt;");
});
