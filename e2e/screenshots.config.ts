import { defineConfig } from "@playwright/test";
import shared from "../playwright.config.ts";

/** Pictures of every page, which nobody but a person can judge: npm run screenshots */
export default defineConfig(shared, {
  testDir: ".",
  testMatch: "screenshots.ts",
  timeout: 900_000,
  workers: 1,
});
