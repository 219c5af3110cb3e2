import { expect, it } from "vitest";
import { nextPage } from "./next-page.ts";

it("goes on to pages of this server only", () => {
  expect(nextPage("/workflows/3?tab=runs")).toBe("/workflows/3?tab=runs");
  for (const elsewhere of [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "x",
    3,
  ]) {
    expect(nextPage(elsewhere)).toBe("/");
  }
  expect(nextPage(undefined)).toBe("/");
});
