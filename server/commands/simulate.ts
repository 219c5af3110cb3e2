/**
 * Runs the engine through shops, customers, faults and clock changes that follow from seeds, and checks its promises
 * after every step:
 *
 *     npm run simulate -- --seeds 1000
 *     npm run simulate -- --seed 42 --steps 200
 *     npm run simulate -- --seeds 50 --engine postgres
 *
 * A seed that breaks a promise is printed with its step; `--seed` runs it again, the same in every detail.
 */
import { parseArgs } from "node:util";
import { Coverage } from "#server/simulation/coverage.ts";
import { type Arena, postgresArena, sqliteArena } from "#server/simulation/databases.ts";
import { simulateSeed } from "#server/simulation/simulation.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    steps: { type: "string", default: "120" },
    engine: { type: "string", default: "sqlite" },
    log: { type: "boolean", default: false },
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  const first = Number(values.from);
  const seeds = values.seed
    ? [values.seed]
    : Array.from({ length: Number(values.seeds) }, (_, index) => String(first + index));
  const { arena, stop } = await openArena();
  try {
    return await runAll(seeds, arena);
  } finally {
    await arena.close();
    await stop();
  }
}

async function runAll(seeds: string[], arena: Arena): Promise<number> {
  const coverage = new Coverage();
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  let failed = 0;
  let steps = 0;
  for (const seed of seeds) {
    const result = await simulateSeed({ seed, steps: Number(values.steps), arena });
    coverage.add(result.coverage);
    steps += result.steps;
    if (values.log) for (const line of result.log) say(line);
    if (values.seed) say(`trace ${result.trace}`);
    if (result.broken.length === 0) continue;
    failed += 1;
    for (const { step, action, promise, sentence } of result.broken)
      say(`seed ${seed}, step ${step} (${action}): ${promise}: ${sentence}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const [kind, counts] of coverage.entries())
    say(`${kind}: ${counts.map(([name, times]) => `${name} ${times}`).join(" · ")}`);
  say(
    `cpu ${((process.cpuUsage(cpu).user + process.cpuUsage(cpu).system) / 1e6).toFixed(1)} s; ${seeds.length} seeds, ${steps} steps in ${seconds.toFixed(1)} s (${(seeds.length / seconds).toFixed(1)} seeds/s), ` +
      `${failed} broke a promise`,
  );
  return failed > 0 ? 1 : 0;
}

async function openArena(): Promise<{ arena: Arena; stop: () => Promise<void> }> {
  if (values.engine === "sqlite") return { arena: sqliteArena(), stop: async () => {} };
  const { startPostgres } = await import("#server/simulation/databases.ts");
  const server = await startPostgres();
  return { arena: await postgresArena(server.url), stop: server.stop };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
