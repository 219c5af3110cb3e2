import { existsSync } from "node:fs";
import { join } from "node:path";
import { DATABASE_FILE } from "#server/database/open.ts";
import { type Env, readEnv } from "#server/env.ts";
import { makeFilesPrivately } from "#server/private-files.ts";

/** What a command on the data answers with: whether it did its work, and the lines to show. */
export type CommandAnswer = { done: boolean; text: string };

export function done(...lines: string[]): CommandAnswer {
  return { done: true, text: lines.join("\n") };
}

export function refused(...lines: string[]): CommandAnswer {
  return { done: false, text: lines.join("\n") };
}

export function hasDatabase(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE));
}

/** Runs a command on the SQLite data that the environment names; shows its answer and sets the exit code. */
export async function runOnData(
  postgresAdvice: string,
  command: (env: Env) => Promise<CommandAnswer>,
): Promise<void> {
  makeFilesPrivately();
  const answer = await attempt(postgresAdvice, command);
  if (answer.done) console.log(answer.text);
  else console.error(answer.text);
  process.exitCode = answer.done ? 0 : 1;
}

async function attempt(
  postgresAdvice: string,
  command: (env: Env) => Promise<CommandAnswer>,
): Promise<CommandAnswer> {
  try {
    const env = readEnv(process.env);
    return env.DATABASE_URL ? refused(postgresAdvice) : await command(env);
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}
