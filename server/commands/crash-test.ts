/**
 * Kills the real server under load and counts what was lost and what came twice:
 * npm run crash-test [-- --kills 50] [--seed 7]
 */
import { parseArgs } from "node:util";
import { runCrashTest } from "#server/crash-test/crash-test.ts";

const KILLS = 50;
const BREACHES_SHOWN_MAX = 30;

const { values } = parseArgs({ options: { kills: { type: "string" }, seed: { type: "string" } } });
const kills = readNumber("kills", values.kills) ?? KILLS;
const seed = readNumber("seed", values.seed) ?? Math.floor(Math.random() * 1_000_000);

const startedAt = performance.now();
console.log(`Crash test: ${kills} kills, seed ${seed}`);
const { figures, breaches } = await runCrashTest({ kills, seed, tell: (line) => console.log(`  ${line}`) });
for (const [name, figure] of Object.entries(figures)) {
  console.log(`  ${name.padEnd(56)} ${figure.toLocaleString("en-GB").padStart(9)}`);
}
console.log(`  ${Math.round((performance.now() - startedAt) / 1000)} seconds`);
console.log("A killed process is not a power cut: what it had written stays in the system's memory.");
if (breaches.length > 0) {
  console.error(`${breaches.length} promises broken with seed ${seed}:`);
  for (const breach of breaches.slice(0, BREACHES_SHOWN_MAX)) console.error(`  ${breach}`);
  process.exitCode = 1;
} else console.log("Nothing acknowledged was lost, and nothing came twice.");

function readNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not ${text}`);
  return value;
}
