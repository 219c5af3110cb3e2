/** Builds the pages if they are not built yet: npm run build */
import { ensureAppBuild } from "./app-build.ts";

process.exitCode = (await ensureAppBuild()) ? 0 : 1;
