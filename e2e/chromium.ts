import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser that CHROMIUM_PATH names, else Playwright's own, else one of the machine's; null when there is none. */
export function findChromium(): { path: string; ownedByPlaywright: boolean } | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { path: given, ownedByPlaywright: false };
  const own = chromium.executablePath();
  if (existsSync(own)) return { path: own, ownedByPlaywright: true };
  const folders = (process.env.PATH ?? "").split(delimiter);
  const path = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) =>
    existsSync(file),
  );
  return path ? { path, ownedByPlaywright: false } : null;
}

/** How the tests start it: nothing in the background that would talk to the outside. */
export function chromiumLaunch(): LaunchOptions & { channel?: string } {
  const found = findChromium();
  const isRoot = process.getuid?.() === 0;
  return {
    // Playwright's own is started by channel, because its reduced headless build shows no notifications.
    ...(found?.ownedByPlaywright ? { channel: "chromium" } : { executablePath: found?.path }),
    args: [
      ...(isRoot ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}
