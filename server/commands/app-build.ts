import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleServer, SERVER_BUNDLE } from "./bundle-server.ts";
import { runProcess } from "./run-process.ts";

/** Everything that the pages and the server are built from. */
const SOURCES = [
  "app",
  "components",
  "server",
  "workflows",
  "drizzle",
  "public",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const OUTPUTS = [".next/BUILD_ID", join(SERVER_BUNDLE, "main.js"), join(SERVER_BUNDLE, "rekindle.js")];
const SOURCES_HASH_FILE = ".next/sources-hash";

/** Builds the pages and bundles the server when there is no build, or when it was made from other sources. False when that failed. */
export async function ensureAppBuild(): Promise<boolean> {
  const sources = hashFiles(SOURCES);
  if (OUTPUTS.every((file) => existsSync(file)) && readHash() === sources) return true;
  console.log(
    existsSync(SOURCES_HASH_FILE)
      ? "Something changed since the last build. Building again, which takes up to a minute."
      : "Building the app. This takes up to a minute, the first time only.",
  );
  const code = await runProcess("next", ["build"], { env: { NODE_ENV: "production" } });
  if (code !== 0) return false;
  await bundleServer();
  // What was hashed before the build: a file changed meanwhile makes the build stale.
  writeFileSync(SOURCES_HASH_FILE, sources);
  return true;
}

/** A hash of names and contents; tests take no part. Paths that do not exist count as empty. */
export function hashFiles(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, path);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
  } else if (!/\.test\.tsx?$/.test(path)) {
    const content = readFileSync(path);
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
}

function readHash(): string | null {
  return existsSync(SOURCES_HASH_FILE) ? readFileSync(SOURCES_HASH_FILE, "utf8") : null;
}
