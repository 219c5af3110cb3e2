/** Fails when the tables have changes that no migration makes: node server/commands/migrations-check.ts */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { hashFiles } from "./app-build.ts";
import { runProcess } from "./run-process.ts";

const ENGINES = [
  { name: "sqlite", dialect: "sqlite" },
  { name: "postgres", dialect: "postgresql" },
];

for (const { name, dialect } of ENGINES) {
  // The generator takes only paths below or beside the project.
  const copy = relative(".", mkdtempSync(join(tmpdir(), "rekindle-migrations-")));
  cpSync(`drizzle/migrations/${name}`, copy, { recursive: true });
  const before = hashFiles([copy]);
  const schema = `./drizzle/schema.${name}.ts`;
  const generate = ["generate", "--dialect", dialect, "--schema", schema, "--casing", "snake_case"];
  const code = await runProcess("drizzle-kit", [...generate, "--out", copy]);
  const upToDate = code === 0 && hashFiles([copy]) === before;
  rmSync(copy, { recursive: true });
  if (!upToDate) {
    console.error(`The ${name} migrations lag behind drizzle/tables.ts. Run: npm run db:generate`);
    process.exitCode = 1;
    break;
  }
}
