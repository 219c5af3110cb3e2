import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { snippetBuilds } from "#server/snippet/build-snippet.ts";

export const SERVER_BUNDLE = "dist";
/** Short enough that a place in a stack trace says something, and that Node shows no more of the program with an error. */
const LINE_CHARS = 200;
const BEYOND_ASCII = /[\u0080-\uffff]/g;

/**
 * Bundles the server and its threads into a few plain JavaScript files. Loading drizzle, zod and our own files module
 * by module costs seconds at the start and over a hundred megabytes, once more for each thread. Beside them lie the
 * files that browsers load.
 */
export async function bundleServer(): Promise<void> {
  // Only here, so that a server which needs no new build starts without the bundler in its memory.
  const { build } = await import("esbuild");
  rmSync(SERVER_BUNDLE, { recursive: true, force: true });
  const { outputFiles } = await build({
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
    // The engine keeps the text of every program in memory, for each thread its own.
    minifyWhitespace: true,
    lineLimit: LINE_CHARS,
    legalComments: "external",
    write: false,
    // Packages with native files or threads of their own, and the one whose copy the pages share.
    external: ["next", "better-sqlite3", "@node-rs/argon2", "pg", "pino", "esbuild"],
    // CommonJS packages inside the bundle still ask for require.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  mkdirSync(SERVER_BUNDLE, { recursive: true });
  for (const { path, text } of outputFiles)
    writeFileSync(path, path.endsWith(".js") ? text.replace(BEYOND_ASCII, escaped) : text);
  for (const options of snippetBuilds) await build({ ...options, outdir: SERVER_BUNDLE });
}

/**
 * A single letter beyond Latin has the engine keep a whole file at two bytes a letter. The bundler writes those of texts
 * in ASCII; what is left stands in regular expressions, where this means the same.
 */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
