import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["workflows", "server", "components", "drizzle"].map((folder) => `${folder}/**/*.test.{ts,tsx}`),
    globalSetup: ["server/testing/postgres-server.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
