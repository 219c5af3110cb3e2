import { expect, it } from "vitest";
import { NAMED_RUNS_MAX } from "#workflows/run-actions.ts";
import { withTicks } from "./use-run-selection.ts";

const NONE = new Map();
const many = Array.from({ length: NAMED_RUNS_MAX + 10 }, (_, index) => ({ id: index + 1, visit: 0 }));

it("keeps the visit that a run was ticked in, whatever the list shows since", () => {
  const ticked = withTicks(NONE, [{ id: 1, visit: 2 }], true);
  const again = withTicks(ticked, [{ id: 1, visit: 3 }], true);
  expect([...again.values()]).toEqual([{ id: 1, visit: 2 }]);
  expect(withTicks(again, [{ id: 1, visit: 3 }], false).size).toBe(0);
});

it("ticks no more than one request may name", () => {
  const ticked = withTicks(NONE, many, true);
  expect(ticked.size).toBe(NAMED_RUNS_MAX);
  const first = [...ticked.values()][0]!;
  const room = withTicks(ticked, [first], false);
  expect(withTicks(room, many, true).size).toBe(NAMED_RUNS_MAX);
});
