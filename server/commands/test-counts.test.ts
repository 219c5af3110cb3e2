import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { countPlaywright, countRun, countVitest } from "./test-counts.ts";

const folder = mkdtempSync(join(tmpdir(), "rekindle-"));
afterAll(() => rmSync(folder, { recursive: true }));

function reportFile(report: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

it("counts a file that could not be loaded as a failed test", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
    { status: "passed", assertionResults: [{ status: "passed" }] },
  ];
  expect(countVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
    passed: 2,
    failed: 2,
  });
});

it("does not take a browser test for passed that needed a second try", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1 };
  expect(countPlaywright({ stats, errors: [{ message: "a file could not be read" }] })).toEqual({
    passed: 3,
    failed: 3,
  });
});

it("counts a run that failed without a failed test, found no tests, or left no report", () => {
  const fine = reportFile({ stats: { expected: 2, unexpected: 0, flaky: 0 }, errors: [] });
  expect(countRun(0, fine, countPlaywright)).toEqual({ passed: 2, failed: 0 });
  expect(countRun(1, fine, countPlaywright)).toEqual({ passed: 2, failed: 1 });
  const empty = reportFile({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [] });
  expect(countRun(0, empty, countPlaywright)).toEqual({ passed: 0, failed: 1 });
  expect(countRun(127, join(folder, "none.json"), countPlaywright)).toEqual({ passed: 0, failed: 1 });
});
