import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import ui from "#locales/en/ui.json";
import { HookFacts } from "./hook-facts.tsx";
import type { Hook } from "./outputs.ts";

const hook: Hook = {
  id: 1,
  name: "Shop",
  eventName: "Webhook: Shop",
  createdAt: 0,
  lastReceivedAt: null,
  personKind: "email",
  personPath: "buyer.email",
  eventPath: "type",
  eventNames: { paid: "Order Completed", ping: "" },
  idPath: null,
  scheme: "stripe",
  schemeOptions: null,
  hasSecret: true,
  isOn: true,
  offAt: null,
  previousAddressUntil: null,
  address: null,
  receipts: { taken: 0, duplicate: 0, waiting: 0, refused: 0 },
};
const draw = (changes: Partial<Hook> = {}) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ hooks, ui }}>
      <HookFacts hook={{ ...hook, ...changes }} />
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

it("says in words what a hook does, for those who may not change it", () => {
  const shown = draw();
  expect(shown).toContain("Requests signed by Stripe");
  expect(shown).toContain("Their email address in buyer.email");
  expect(shown).toMatch(/paid becomes “Order Completed” ping is left out All others become “Webhook: Shop”/);
  expect(draw({ eventNames: { "*": "" } })).toContain("All others are left out");
  expect(draw({ personPath: "", eventPath: null, scheme: "none" })).toMatch(
    /Anybody who knows the address.*Not chosen yet.*Event “Webhook: Shop”/,
  );
});
