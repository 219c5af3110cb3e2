import { expect, it } from "vitest";
import { holdLeaving, leaveFor } from "./leaving.ts";

it("lets whoever asks first hold up going to another page, until they no longer ask", () => {
  const gone: string[] = [];
  const go = (href: string) => gone.push(href);
  const stop = holdLeaving((href) => href !== "/here");
  leaveFor("/there", go);
  leaveFor("/here", go);
  expect(gone).toEqual(["/here"]);
  stop();
  leaveFor("/there", go);
  expect(gone).toEqual(["/here", "/there"]);
});
