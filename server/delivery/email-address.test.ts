import { expect, test } from "vitest";
import { cleanName, isEmailAddress } from "./email-address.ts";

test.each([
  "ana@example.com",
  "ana.maria+shop@mail.example.co.uk",
  "o'neill@example.ie",
  "анна@пример.рф",
  "hans@müller.example",
  "root@localhost",
  `${"a".repeat(64)}@example.com`,
])("%s is an address", (address) => {
  expect(isEmailAddress(address)).toBe(true);
});

test.each([
  "",
  "ana",
  "@example.com",
  "ana@",
  "ana@example",
  "ana@@example.com",
  "ana@exa mple.com",
  "ana @example.com",
  "ana@example..com",
  "ana@-example.com",
  ".ana@example.com",
  "ana.@example.com",
  "a..b@example.com",
  "ana@example.com\r\nBcc: all@example.com",
  "ana@example.com\u0000",
  "ana@example.com, bob@example.com",
  "Ana <ana@example.com>",
  '"ana b"@example.com',
  "ana@[127.0.0.1]",
  "ana@127.0.0.1",
  "ana@0x7f.1",
  "ana@exam%70le.com",
  `${"a".repeat(65)}@example.com`,
  `ana@${"a.".repeat(130)}com`,
])("%j is not", (address) => {
  expect(isEmailAddress(address)).toBe(false);
});

test("a name loses control characters, and is refused with a line break", () => {
  expect(cleanName(' Ana\u0007 "the" <one>\t')).toBe('Ana "the" <one>');
  for (const name of ["Ana\r\nBcc: all@example.com", "Ana\nB", "Ana\rB", "Ana\u2028B"])
    expect(cleanName(name)).toBeNull();
});
