/** Fails when the tables have changes that no migration makes: node server/commands/migrations-check.ts */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { hashFiles } from "./app-build.ts";
import { environment } from "./run-process.ts";

const ENGINES = [
  { name: "sqlite", dialect: "sqlite" },
  { name: "postgres", dialect: "postgresql" },
];

for (const { name, dialect } of ENGINES) {
  // The generator puts "./" before the folder, so an absolute path would not be found.
  const copy = relative(".", mkdtempSync(join(tmpdir(), "rekindle-migrations-")));
  cpSync(`drizzle/migrations/${name}`, copy, { recursive: true });
  const before = hashFiles([copy]);
  const schema = `./drizzle/schema.${name}.ts`;
  const generator = spawnSync(
    "drizzle-kit",
    ["generate", "--dialect", dialect, "--schema", schema, "--casing", "snake_case", "--out", copy],
    { env: environment(), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  );
  const upToDate = generator.status === 0 && hashFiles([copy]) === before;
  rmSync(copy, { recursive: true });
  if (upToDate) console.log(`The ${name} migrations make every table as drizzle/tables.ts has it.`);
  else {
    console.error(generator.stdout, generator.stderr);
    console.error(`The ${name} migrations lag behind drizzle/tables.ts. Run: npm run db:generate`);
    process.exitCode = 1;
    break;
  }
}
