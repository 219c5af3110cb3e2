/** Makes sure that there is a browser for the tests, and installs one when there is not. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "./chromium.ts";

const isRoot = process.getuid?.() === 0;
const isDebian = existsSync("/etc/debian_version");

if (!findChromium() && isDebian && isRoot) {
  run("apt-get", ["update"]);
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
}
if (!findChromium()) run("npx", ["playwright", "install", "chromium"]);

const found = findChromium();
if (found) console.log(`The browser tests use ${found.path}`);
else {
  console.error(
    "There is no Chromium for the browser tests, and none could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to where it is.",
  );
  process.exitCode = 1;
}

function run(command: string, args: string[]): void {
  console.log(`Installing Chromium: ${command} ${args.join(" ")}`);
  spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
