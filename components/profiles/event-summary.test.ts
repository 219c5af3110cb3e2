import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import english from "#locales/en/profiles.json";
import { eventSummary } from "./event-summary.ts";

const t = createTranslator({ locale: "en", namespace: "profiles", messages: { profiles: english } });
const summary = (properties: Record<string, unknown>) => eventSummary(properties, t);

test("a product event names the product and how many", () => {
  expect(summary({ name: "Coffee beans", quantity: 2 })).toBe("2 × Coffee beans");
  expect(summary({ name: "Coffee beans", quantity: 1, price: 9 })).toBe("Coffee beans");
});

test("an order tells its size and total", () => {
  expect(summary({ products: [{}, {}], total: 41 })).toBe("2 products, total 41.00");
});

test("properties of other kinds, or of the wrong type, say nothing", () => {
  expect(summary({ plan: "pro", name: 12, products: "many", total: "9" })).toBe("");
});
