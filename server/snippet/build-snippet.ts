import type { BuildOptions } from "esbuild";

/** The files that are served to the shop's own site, by their names in the bundle's folder. */
export const SNIPPET_FILES = [
  "rekindle.js",
  "rekindle-sw.js",
  "rekindle-prompt.js",
  "rekindle-in-app.js",
] as const;

const forBrowsers = {
  bundle: true,
  minify: true,
  platform: "browser",
  // Of the last years.
  target: ["chrome87", "firefox78", "safari14.1"],
  charset: "utf8",
  logLevel: "warning",
} as const satisfies BuildOptions;

/** How they are made; `esbuild` writes them, or answers with them. */
export const snippetBuilds = [
  {
    ...forBrowsers,
    format: "iife",
    entryPoints: {
      rekindle: "server/snippet/rekindle.ts",
      "rekindle-sw": "server/snippet/service-worker.ts",
    },
  },
  // What the first of them imports when a page needs it.
  {
    ...forBrowsers,
    format: "esm",
    entryPoints: {
      "rekindle-prompt": "server/snippet/soft-prompt.ts",
      "rekindle-in-app": "server/snippet/in-app/in-app.ts",
    },
  },
] as const satisfies BuildOptions[];
