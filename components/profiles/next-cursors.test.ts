import { expect, it } from "vitest";
import { nextCursors } from "./next-cursors.ts";

it("knows where each page begins, as far as they were loaded, and forgets what moved", () => {
  const a = { id: 90, by: null };
  const b = { id: 80, by: null };
  let cursors = nextCursors([null], 0, a);
  expect(cursors).toEqual([null, a]);
  // The same answer again changes nothing, so nothing is drawn anew.
  expect(nextCursors(cursors, 0, a)).toBe(cursors);
  cursors = nextCursors(cursors, 1, b);
  expect(cursors).toEqual([null, a, b]);
  expect(nextCursors(cursors, 2, null)).toBe(cursors);
  // The first page ends elsewhere, as somebody new has come: what was behind it is somebody else.
  expect(nextCursors(cursors, 0, { id: 91, by: null })).toEqual([null, { id: 91, by: null }]);
  expect(nextCursors(cursors, 1, null)).toEqual([null, a]);
});
