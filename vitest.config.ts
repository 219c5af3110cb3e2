import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{workflows,server,components,drizzle}/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
