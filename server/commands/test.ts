/** Everything that must hold, in the order in which it is quickest to see that it does not: npm test */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureAppBuild } from "./app-build.ts";
import { lockFileProblems } from "./lock-file.ts";
import { runProcess } from "./run-process.ts";
import { countPlaywright, countRun, countVitest, type TestCounts } from "./test-counts.ts";

const reports = mkdtempSync(join(tmpdir(), "rekindle-reports-"));
const total: TestCounts = { passed: 0, failed: 0 };

const stages: { name: string; holds: () => Promise<boolean> }[] = [
  { name: "lint", holds: () => succeeds("biome", ["ci", "."]) },
  {
    name: "types",
    holds: async () => (await succeeds("next", ["typegen"])) && succeeds("tsc", ["--noEmit"]),
  },
  { name: "migrations", holds: () => succeeds("node", ["server/commands/migrations-check.ts"]) },
  { name: "lock file", holds: async () => isLockFileSound() },
  { name: "unit and store tests", holds: runVitest },
  { name: "build", holds: ensureAppBuild },
  { name: "browser", holds: () => succeeds("node", ["e2e/install-chromium.ts"]) },
  { name: "browser tests", holds: runPlaywright },
];

for (const { name, holds } of stages) {
  console.log(`\n=== ${name}`);
  const startedAt = performance.now();
  const held = await holds();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`=== ${name}: ${held ? "fine" : "FAILED"} after ${seconds} s`);
  if (held) continue;
  console.log(`\nStopped, because this failed: ${name}`);
  // A stage without tests of its own counts as one.
  total.failed = Math.max(total.failed, 1);
  break;
}
rmSync(reports, { recursive: true });
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

async function succeeds(command: string, args: string[]): Promise<boolean> {
  return (await runProcess(command, args)) === 0;
}

function isLockFileSound(): boolean {
  const problems = lockFileProblems(JSON.parse(readFileSync("package-lock.json", "utf8")));
  for (const problem of problems) console.error(problem);
  return problems.length === 0;
}

async function runVitest(): Promise<boolean> {
  const file = join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return add(countRun(await runProcess("vitest", ["run", ...reporters]), file, countVitest));
}

async function runPlaywright(): Promise<boolean> {
  const file = join(reports, "playwright.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = await runProcess("playwright", ["test", "--reporter=list,json"], { env });
  return add(countRun(code, file, countPlaywright));
}

function add({ passed, failed }: TestCounts): boolean {
  total.passed += passed;
  total.failed += failed;
  return failed === 0;
}
