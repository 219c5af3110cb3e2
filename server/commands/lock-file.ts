import { z } from "zod";

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      gypfile: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      devDependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/**
 * Packages that bring their native files along. Without `"gypfile": false` in their entries, npm 10 compiles them all the
 * same, and fails where there is no compiler. npm drops the line when it writes the entry anew.
 */
const PREBUILT = ["better-sqlite3"];
const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * What would keep this lock file from installing the same on every machine: an address that only some reach, a platform
 * whose packages are missing, a compiler that is needed, or a version that may move. Throws when it is no lock file.
 */
export function lockFileProblems(content: unknown): string[] {
  const { packages } = lockFile.parse(content);
  const problems: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved && /^(\w+:|\/)/.test(entry.resolved))
      problems.push(`${path} names where it was downloaded: ${entry.resolved}`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(packages, path, name)) problems.push(`${path} lacks its optional package ${name}`);
    }
  }
  for (const name of PREBUILT) {
    if (packages[`node_modules/${name}`]?.gypfile !== false)
      problems.push(`node_modules/${name} lacks "gypfile": false`);
  }
  const root = packages[""] ?? {};
  for (const [name, version] of Object.entries({ ...root.dependencies, ...root.devDependencies })) {
    if (!EXACT_VERSION.test(version)) problems.push(`${name} has no exact version: ${version}`);
  }
  return problems;
}

/** Looks as Node does: beside the package, then in every folder above. */
function isLocked(packages: Record<string, unknown>, from: string, name: string): boolean {
  for (
    let folder = from;
    folder;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))
  ) {
    if (`${folder}/node_modules/${name}` in packages) return true;
  }
  return `node_modules/${name}` in packages;
}
