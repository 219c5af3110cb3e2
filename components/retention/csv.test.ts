import { expect, it } from "vitest";
import { writeCsv } from "./csv.ts";

it("holds numbers exactly, nothing where there is none, and no text as a formula", () => {
  const rows = [
    ["Step", "Share"],
    ['=HYPERLINK("http://x")', 1 / 3],
    ["Viewed, then\nbought", null],
    ["-5", -5],
    ["none", Number.NaN],
  ];
  expect(writeCsv(rows)).toBe(
    [
      "\uFEFFStep,Share",
      `"'=HYPERLINK(""http://x"")",0.3333333333333333`,
      '"Viewed, then\nbought",',
      "'-5,-5",
      "none,",
      "",
    ].join("\r\n"),
  );
});
