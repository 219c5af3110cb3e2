import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./e2e/chromium.ts";

const { channel, ...launchOptions } = chromiumLaunch();

export default defineConfig({
  testDir: "e2e",
  forbidOnly: true,
  // A test that needs a second try hides what went wrong in the first.
  retries: 0,
  // Each file starts a server and a browser of its own.
  // Each test has a server and a browser of its own: two at once are quicker, one at a time is steadier.
  workers: process.env.CI ? 1 : 2,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    channel,
    launchOptions,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
