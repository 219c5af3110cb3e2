import { rmSync } from "node:fs";
import { snippetBuilds } from "#server/snippet/build-snippet.ts";

export const SERVER_BUNDLE = "dist";

/**
 * Bundles the server and its threads into a few plain JavaScript files. Loading drizzle, zod and our own files module
 * by module costs seconds at the start and over a hundred megabytes, once more for each thread. Beside them lie the
 * files that browsers load.
 */
export async function bundleServer(): Promise<void> {
  // Only here, so that a server which needs no new build starts without the bundler in its memory.
  const { build } = await import("esbuild");
  rmSync(SERVER_BUNDLE, { recursive: true, force: true });
  await build({
    entryPoints: {
      main: "server/main.ts",
      "sender-thread": "server/delivery/sender-thread.ts",
      "mjml-thread": "server/delivery/design/mjml-thread.ts",
      "reads-thread": "server/reads/reads-thread.ts",
      "checkpoint-thread": "server/database/checkpoint-thread.ts",
    },
    outdir: SERVER_BUNDLE,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "warning",
    // Packages with native files or threads of their own, and the one whose copy the pages share.
    external: ["next", "better-sqlite3", "@node-rs/argon2", "pg", "pino", "esbuild"],
    // CommonJS packages inside the bundle still ask for require.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  for (const options of snippetBuilds) await build({ ...options, outdir: SERVER_BUNDLE });
}
