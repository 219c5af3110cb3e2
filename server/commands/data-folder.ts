import { existsSync } from "node:fs";
import { join } from "node:path";
import { DATABASE_FILE } from "#server/database/open.ts";
import { type Env, readEnv } from "#server/env.ts";

/** What a command on the data answers with: the lines to show, and whether it did its work. */
export type CommandAnswer = { done: boolean; text: string };

/** Runs a command on the SQLite data that the environment names; shows its answer and sets the exit code. */
export async function onData(
  whatPostgresNeeds: string,
  command: (env: Env) => Promise<CommandAnswer>,
): Promise<void> {
  const answer = await run(whatPostgresNeeds, command);
  if (answer.done) console.log(answer.text);
  else console.error(answer.text);
  process.exitCode = answer.done ? 0 : 1;
}

async function run(
  whatPostgresNeeds: string,
  command: (env: Env) => Promise<CommandAnswer>,
): Promise<CommandAnswer> {
  try {
    const env = readEnv(process.env);
    return env.DATABASE_URL ? { done: false, text: whatPostgresNeeds } : await command(env);
  } catch (error) {
    return { done: false, text: error instanceof Error ? error.message : String(error) };
  }
}

export function hasDatabase(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE));
}
