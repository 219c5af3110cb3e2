import type { BuildOptions } from "esbuild";

/** The files that are served to the shop's own site, by their names in the bundle's folder. */
export const SNIPPET_FILES = { script: "rekindle.js", worker: "rekindle-sw.js" } as const;

/** How both are made for browsers of the last years; `esbuild` writes them, or answers with them. */
export const snippetBuild = {
  entryPoints: { rekindle: "server/snippet/rekindle.ts", "rekindle-sw": "server/snippet/service-worker.ts" },
  bundle: true,
  minify: true,
  format: "iife",
  platform: "browser",
  target: ["chrome87", "firefox78", "safari14.1"],
  charset: "utf8",
  logLevel: "warning",
} as const satisfies BuildOptions;
