import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lockFileProblems } from "./lock-file.ts";

it("finds nothing wrong with the project's own lock file", () => {
  expect(lockFileProblems(JSON.parse(readFileSync("package-lock.json", "utf8")))).toEqual([]);
});

it("names a download address, a missing platform and a version that may move", () => {
  const packages = {
    "": { dependencies: { fast: "^1.0.0" }, devDependencies: { exact: "1.0.0" } },
    "node_modules/fast": {
      resolved: "https://packages.example.com/fast.tgz",
      optionalDependencies: { "@fast/linux": "1.0.0", "@fast/darwin": "1.0.0" },
    },
    "node_modules/@fast/linux": {},
    "node_modules/exact": { resolved: "file:/somewhere/exact.tgz" },
    "node_modules/better-sqlite3": {},
  };
  expect(lockFileProblems({ packages })).toEqual([
    "node_modules/fast names where it was downloaded: https://packages.example.com/fast.tgz",
    "node_modules/fast lacks its optional package @fast/darwin",
    "node_modules/exact names where it was downloaded: file:/somewhere/exact.tgz",
    'node_modules/better-sqlite3 lacks "gypfile": false',
    "fast has no exact version: ^1.0.0",
  ]);
});

it("finds an optional package that is nested in the one that asks for it, or in one above", () => {
  const packages = {
    "node_modules/outer/node_modules/inner": {
      optionalDependencies: { "@inner/linux": "2.0.0", near: "1.0.0" },
    },
    "node_modules/outer/node_modules/@inner/linux": {},
    "node_modules/outer/node_modules/inner/node_modules/near": {},
    "node_modules/better-sqlite3": { gypfile: false },
  };
  expect(lockFileProblems({ packages })).toEqual([]);
});
