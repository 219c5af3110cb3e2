import createNextIntlPlugin from "next-intl/plugin";

// Set here because every way into Next (build, development, the server) reads this file first.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./app/read-texts.ts",
  experimental: {
    // Texts are compiled when the pages are built, so that browsers need no parser for them.
    messages: {
      path: ["./locales/en", "./locales/zh"],
      format: "json",
      locales: ["en", "zh"],
      precompile: true,
    },
  },
});

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  experimental: {
    // Few large files compress better than many small ones. In bytes of source, five times of what a browser fetches.
    turbopackChunking: { minChunkSize: 250_000, maxMergeChunkSize: 600_000 },
  },
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      "temporal-polyfill": { browser: "./components/canvas/browser-calendar.ts" },
      croner: { browser: "./components/canvas/browser-cron.ts" },
      "d3-color": { browser: "./components/canvas/browser-color.ts" },
      "zod/mini": { browser: "./components/browser-zod.js" },
      "@trpc/client": { browser: "./components/browser-trpc.js" },
      "@trpc/tanstack-react-query": { browser: "./components/browser-trpc.js" },
    },
    rules: { "**/components/browser-{zod,trpc}.js": { loaders: ["./components/bundle-alone.cjs"] } },
  },
  // Loaded by Node as they stand: they hold native files, start threads, or must be the copy that server/main.ts uses.
  serverExternalPackages: [
    "@node-rs/argon2",
    "better-sqlite3",
    "imapflow",
    "liquidjs",
    "nodemailer",
    "pg",
    "pino",
    "undici",
    "web-push",
  ],
  // No page resizes pictures, so the resizer and its endpoint stay out.
  images: { unoptimized: true },
  // `npm test` checks the types; building again for a first start need not.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
