import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import messages from "#locales/en/messages.json";
import profiles from "#locales/en/profiles.json";
import ui from "#locales/en/ui.json";
import { MergeResult } from "./merge-result.tsx";
import type { MergePreview } from "./outputs.ts";

const person = { emailClaimed: false, phone: null, timezone: null, locale: null };
const preview: MergePreview = {
  from: { ...person, id: 1, externalId: "c-1", email: "ana@old.example", name: "Ana" },
  into: { ...person, id: 2, externalId: "c-2", email: "ana@new.example", name: "Ana" },
  result: { ...person, id: 2, externalId: "c-2", email: "ana@new.example", name: "Ana" },
  consents: [{ channel: "email", topic: "marketing", state: "withdrawn" }],
  attributes: { added: 0, leftOut: ["plan"] },
  moved: { events: 3, runs: 1, activeRuns: 1, messages: 0, carts: 0, notes: 2 },
};

it("asks only where the two differ, and says what happens to everything else", () => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ profiles, ui, messages }}>
      <MergeResult preview={preview} take={["email"]} onTake={() => {}} />
    </NextIntlClientProvider>,
  );
  expect([...html.matchAll(/<legend[^>]*>([^<]*)/g)].map(([, name]) => name)).toEqual([
    "Email",
    "Customer number",
  ]);
  const chosen = [...html.matchAll(/<input[^>]*checked=""[^>]*\/><span[^>]*><span[^>]*>([^<]*)/g)];
  expect(chosen.map(([, value]) => value)).toEqual(["ana@old.example", "c-2"]);
  expect(html).toContain("3 events, 0 messages, 1 run and 2 notes move over.");
  expect(html).toContain("This attribute differs and is not taken over: plan");
  expect(html).toContain("Unsubscribed");
  expect(html).toContain("This cannot be undone");
});
