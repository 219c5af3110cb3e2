/** Builds the pages and bundles the server if that was not done yet: npm run build */
import { ensureAppBuild } from "./app-build.ts";

process.exitCode = (await ensureAppBuild()) ? 0 : 1;
