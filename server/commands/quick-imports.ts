/**
 * Loads drizzle-orm in a fraction of the time and memory: node --import ./server/commands/quick-imports.ts …
 *
 * The package.json of drizzle-orm is long, and Node parses it again for every file of the package that it finds or
 * loads: seconds and hundreds of megabytes at each start. Its files import each other by relative paths and are all
 * ES modules, so here Node is told both without looking it up. Worker threads inherit the option, and so this.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const folder = new URL(".", import.meta.resolve("drizzle-orm")).href;

registerHooks({
  resolve(specifier, context, next) {
    return specifier.startsWith(".") && context.parentURL?.startsWith(folder)
      ? { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true }
      : next(specifier, context);
  },
  load(url, context, next) {
    return url.startsWith(folder) && url.endsWith(".js")
      ? { format: "module", source: readFileSync(fileURLToPath(url), "utf8"), shortCircuit: true }
      : next(url, context);
  },
});
