import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export interface TestCounts {
  passed: number;
  failed: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/** The tests in a vitest report; a file that could not even be loaded counts as one that failed. */
export function countVitest(report: unknown): TestCounts {
  const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(report);
  const brokenFiles = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

/** The tests in a Playwright report; one that passed only when it was tried again did not pass. */
export function countPlaywright(report: unknown): TestCounts {
  const { stats, errors } = playwrightReport.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * What a run of tests counts for, given its exit code: a runner that fails without a failed test, finds no test or
 * leaves no report has failed once.
 */
export function countRun(code: number, file: string, count: (report: unknown) => TestCounts): TestCounts {
  const counts = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0 };
  const ranWell = code === 0 && counts.passed > 0;
  return ranWell || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
