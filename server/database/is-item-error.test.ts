import { expect, it } from "vitest";
import { isItemError } from "./is-item-error.ts";
import { NotDurable } from "./wal-sync.ts";

const withCode = (code: string) => Object.assign(new Error("failed"), { code });

it.each(["SQLITE_CONSTRAINT_TRIGGER", "SQLITE_TOOBIG", "22021", "23505", "22P05", "54000", "P0001"])(
  "lays %s at the item's door",
  (code) => {
    expect(isItemError(withCode(code))).toBe(true);
    expect(isItemError(new Error("Failed query", { cause: withCode(code) }))).toBe(true);
  },
);

it.each([
  ...["SQLITE_FULL", "SQLITE_BUSY", "SQLITE_IOERR_WRITE", "SQLITE_READONLY", "SQLITE_CORRUPT"],
  ...["53100", "40001", "57P01", "08006", "25006", "ECONNREFUSED", "ECONNRESET"],
])("takes %s for the server's own trouble", (code) => {
  expect(isItemError(withCode(code))).toBe(false);
});

it("takes what nobody knows for the server's own trouble", () => {
  expect(isItemError(new Error("Connection terminated unexpectedly"))).toBe(false);
  expect(isItemError(new NotDurable("the disk refused", { cause: withCode("EIO") }))).toBe(false);
});
