import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { collectGarbage } from "./collect-garbage.ts";

it("gives back what nobody holds any more", async () => {
  const left = new WeakRef({ size: 1 });
  // What was made in the same turn is held until its end.
  await nextTurn();
  collectGarbage();
  expect(left.deref()).toBeUndefined();
});
