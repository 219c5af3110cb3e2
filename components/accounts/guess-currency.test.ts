import { expect, it } from "vitest";
import { guessCurrency } from "./guess-currency.ts";

it.each([
  ["Europe/Zagreb", "hr-HR", "EUR"],
  ["Europe/London", "en-US", "GBP"],
  ["Asia/Shanghai", "zh-CN", "CNY"],
  ["Australia/Perth", "en", "AUD"],
  ["America/New_York", "en-US", "USD"],
  ["UTC", "de-AT", "EUR"],
  ["", "not a locale", "USD"],
])("in %s, reading %s, a shop counts in %s", (zone, locale, currency) => {
  expect(guessCurrency(zone, locale)).toBe(currency);
});
