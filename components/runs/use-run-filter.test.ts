import { expect, it } from "vitest";
import { readFilter } from "./use-run-filter.ts";

const read = (asked: string) => readFilter(new URLSearchParams(asked));

it("is read from the address", () => {
  expect(read("status=failed&node=hello&version=3&goal=no&q=%20Ana%20")).toEqual({
    status: "failed",
    nodeId: "hello",
    versionId: 3,
    converted: false,
    search: "Ana",
  });
});

it("takes both days in", () => {
  const { startedFrom, startedBefore } = read("from=2026-03-10&until=2026-03-10");
  expect(new Date(startedFrom!).getDate()).toBe(10);
  expect(new Date(startedBefore!).getDate()).toBe(11);
});

it("leaves out what cannot be read", () => {
  expect(read("status=gone&version=x&goal=maybe&from=soon&until=2026-3-1&q=")).toEqual({});
});
