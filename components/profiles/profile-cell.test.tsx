import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import config from "#locales/en/config-form.json";
import profiles from "#locales/en/profiles.json";
import ui from "#locales/en/ui.json";
import type { ListedProfile } from "./outputs.ts";
import { ProfileCell } from "./profile-cell.tsx";

const profile: ListedProfile = {
  ...{ id: 1, externalId: null, email: "ana@example.com", emailClaimed: false, phone: null, name: "Ana" },
  ...{ timezone: "Europe/Lisbon", locale: "pt", isSample: false, trackingOff: false },
  ...{ createdAt: 0, updatedAt: 0, lastSeenAt: null, stage: "at-risk" },
  tags: ["a", "b", "c", "d"],
  orders: {
    count: 2,
    sums: [
      { currency: null, cents: 1250 },
      { currency: "USD", cents: 500 },
    ],
    lastAt: 0,
  },
  attributes: { plan: "gold", agreed: true, sizes: [1, 2] },
};

it("says of a person what each column asks for", () => {
  const cell = (column: string) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ profiles, ui, "config-form": config }}>
        <ProfileCell profile={profile} column={column} now={0} currency="EUR" />
      </NextIntlClientProvider>,
    ).replace(/<[^>]*>/g, "");
  expect(cell("email")).toBe("ana@example.com");
  expect(cell("phone")).toBe("–");
  expect(cell("tags")).toBe("abc+1");
  expect(cell("stage")).toBe("At risk");
  expect(cell("spent")).toBe("€12.50 + $5.00");
  expect(cell("lastSeenAt")).toBe("Never");
  expect(cell("attribute:plan")).toBe("gold");
  expect(cell("attribute:agreed")).toBe("Yes");
  expect(cell("attribute:sizes")).toBe("[1,2]");
  expect(cell("attribute:unknown")).toBe("–");
});
