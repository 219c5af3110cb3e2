import { expect, it } from "vitest";
import { filterWorkflows, readFilter, tagsOf, writeFilter } from "./workflow-filter.ts";

const workflows = [
  { name: "Welcome", status: "live" as const, tags: ["Spring"], isArchived: false },
  { name: "Win back", status: "paused" as const, tags: [], isArchived: false },
  { name: "Old sale", status: "paused" as const, tags: ["Spring", "Sale"], isArchived: true },
];
const shown = (address: string) =>
  filterWorkflows(workflows, readFilter(new URLSearchParams(address))).map(({ name }) => name);

it("shows all but what was put away, until the address says otherwise", () => {
  expect(shown("")).toEqual(["Welcome", "Win back"]);
  expect(shown("status=anything")).toEqual(["Welcome", "Win back"]);
  expect(shown("status=paused")).toEqual(["Win back"]);
  expect(shown("status=archived")).toEqual(["Old sale"]);
  expect(shown("tag=Spring")).toEqual(["Welcome"]);
  expect(shown("tag=Spring&status=archived&q=sale")).toEqual(["Old sale"]);
  expect(shown("q=%20sPRi")).toEqual(["Welcome"]);
  expect(shown("q=nothing")).toEqual([]);
});

it("writes itself into the address and reads itself from it", () => {
  const filter = { status: "live" as const, tag: "a & b", q: "x=y" };
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
  expect(writeFilter({ status: null, tag: null, q: "" })).toBe("");
});

it("lists every tag once", () => {
  expect(tagsOf(workflows)).toEqual(["Sale", "Spring"]);
});
