/**
 * Runs the engine through shops, customers, faults and clock changes that follow from seeds, and checks its promises
 * after every step:
 *
 *     npm run simulate -- --seeds 1000
 *     npm run simulate -- --seeds 1000 --from 5001 --steps 200
 *     npm run simulate -- --seeds 50 --engine postgres
 *     npm run simulate -- --seed 42
 *
 * A seed that breaks a promise is printed with its step. `--seed` runs one again, the same in every detail, and tells
 * each of its steps.
 */
import { parseArgs } from "node:util";
import { Coverage } from "#server/simulation/coverage.ts";
import { type Arena, postgresArena, sqliteArena, startPostgres } from "#server/simulation/databases.ts";
import { type SimulationResult, simulateSeed } from "#server/simulation/simulation.ts";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    steps: { type: "string", default: "80" },
    engine: { type: "string", default: "sqlite" },
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  const { seed, seeds, from, steps, engine } = options;
  if (![seeds, from, steps].every((text) => /^[1-9]\d*$/.test(text)) || !/^(sqlite|postgres)$/.test(engine)) {
    say("--seeds, --from and --steps are whole numbers above 0, --engine is sqlite or postgres");
    return 1;
  }
  const names = seed
    ? [seed]
    : Array.from({ length: Number(seeds) }, (_, index) => `${Number(from) + index}`);
  const { arena, stop } = await openArena();
  try {
    return await runAll(names, arena);
  } finally {
    await arena.close();
    await stop();
  }
}

async function runAll(seeds: string[], arena: Arena): Promise<number> {
  const coverage = new Coverage();
  const startedAt = performance.now();
  let failed = 0;
  let steps = 0;
  for (const seed of seeds) {
    const result = await simulateSeed({ seed, steps: Number(options.steps), arena });
    coverage.add(result.coverage);
    steps += result.steps;
    if (options.seed) for (const line of [...result.log, `Trace ${result.trace}`]) say(line);
    if (result.broken.length > 0) failed += 1;
    tellBroken(result);
  }
  for (const [kind, counts] of coverage.entries())
    say(`${kind}: ${counts.map(([name, times]) => `${name} ${times}`).join(" · ")}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const rate = (seeds.length / seconds).toFixed(1);
  say(`${seeds.length} seeds, ${steps} steps in ${seconds.toFixed(1)} s: ${rate} seeds/s`);
  say(failed === 0 ? "Every promise was kept" : `${failed} seeds broke a promise`);
  return failed === 0 ? 0 : 1;
}

function tellBroken({ broken }: SimulationResult): void {
  for (const { seed, step, action, promise, sentence } of broken)
    say(`Seed ${seed}, step ${step} (${action}) breaks “${promise}”: ${sentence}`);
  const [first] = broken;
  const on = options.engine === "sqlite" ? "" : ` --engine ${options.engine}`;
  if (first) say(`Again: npm run simulate -- --seed ${first.seed} --steps ${options.steps}${on}`);
}

async function openArena(): Promise<{ arena: Arena; stop: () => Promise<void> }> {
  if (options.engine === "sqlite") return { arena: sqliteArena(), stop: async () => {} };
  const { url, stop } = await startPostgres();
  return { arena: await postgresArena(url), stop };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
