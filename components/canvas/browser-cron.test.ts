import { describe, expect, it, vi } from "vitest";
import { cronLine } from "#workflows/cron.ts";

// What the page is built with in place of the library.
vi.mock("croner", () => import("./browser-cron.ts"));

describe("without the library for cron lines", () => {
  it.each(["0 9 * * 1", "*/15 8-18 * * MON-FRI", "30 2 1,15 * *"])("takes %s", (line) => {
    expect(cronLine.safeParse(line).success).toBe(true);
  });

  it.each(["", "9:00", "0 9 * *", "0 9 * * Monday!", "0 9 ? * *"])("refuses %j at once", (line) => {
    expect(cronLine.safeParse(line).success).toBe(false);
  });
});
