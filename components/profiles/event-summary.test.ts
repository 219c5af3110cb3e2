import { expect, test } from "vitest";
import { eventSummary } from "./event-summary.ts";

test("a product event names the product and how many", () => {
  expect(eventSummary({ name: "Coffee beans", quantity: 2 })).toBe("2 × Coffee beans");
  expect(eventSummary({ name: "Coffee beans", quantity: 1, price: 9 })).toBe("Coffee beans");
});

test("an order tells its size and total", () => {
  expect(eventSummary({ products: [{}, {}], total: 41 })).toBe("2 products, total 41.00");
});

test("properties of other kinds, or of the wrong type, say nothing", () => {
  expect(eventSummary({ plan: "pro", name: 12, products: "many", total: "9" })).toBe("");
});
