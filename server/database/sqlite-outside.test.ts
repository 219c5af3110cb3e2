import SqliteConnection from "better-sqlite3";
import { expect, it } from "vitest";
import { waitingForDisk } from "./sqlite-outside.ts";

/** A connection as it is opened, and what was set on it since. */
function open() {
  const connection = new SqliteConnection(":memory:");
  connection.exec("create table t (n integer)");
  const settings: string[] = [];
  const pragma = connection.pragma.bind(connection);
  connection.pragma = (source, options) => {
    settings.push(source);
    return pragma(source, options);
  };
  return { connection, outside: waitingForDisk(connection), settings };
}

it("has a statement that writes wait for the disk, however it is asked, and none after it", () => {
  const { outside, settings } = open();
  outside.prepare("insert into t values (?)").run(1);
  expect(outside.prepare("insert into t values (2) returning n").raw().all()).toEqual([[2]]);
  const once = ["synchronous = FULL", "synchronous = NORMAL"];
  expect(settings).toEqual([...once, ...once]);
  expect(() => outside.prepare("insert into t values (json('{'))").run()).toThrow("malformed JSON");
  expect(settings.slice(4)).toEqual(once);
});

it("leaves reads alone, and whatever is part of a transaction", () => {
  const { connection, outside, settings } = open();
  expect(outside.prepare("select count(*) from t").pluck().get()).toBe(0);
  connection.transaction(() => outside.prepare("insert into t values (3)").run())();
  expect(settings).toEqual([]);
});
