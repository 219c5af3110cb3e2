import { defineConfig } from "vitest/config";

const quickImports = `--import=${new URL("./server/commands/quick-imports.ts", import.meta.url).href}`;

export default defineConfig({
  test: {
    include: ["workflows", "server", "components", "drizzle"].map((folder) => `${folder}/**/*.test.{ts,tsx}`),
    globalSetup: ["server/testing/postgres-server.ts"],
    // For the tests and for the programs that they start.
    execArgv: [quickImports],
    env: { NODE_OPTIONS: quickImports },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
