import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const quickImports = `--import=${new URL("./server/commands/quick-imports.ts", import.meta.url).href}`;

export default defineConfig({
  test: {
    include: ["workflows", "server", "components", "drizzle", "locales"].map(
      (folder) => `${folder}/**/*.test.{ts,tsx}`,
    ),
    globalSetup: ["server/testing/postgres-server.ts"],
    // For the tests and for the programs that they start.
    execArgv: [quickImports],
    env: { NODE_OPTIONS: quickImports },
    // Most tests wait for a database more than for a processor.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 40_000,
    hookTimeout: 60_000,
  },
});
