/**
 * Sets somebody's password from the server, for when no mail reaches them:
 *
 *     npm run reset-password -- ana@example.com
 *
 * Asks for the new password, or takes it from a pipe. The server may be running: this is one short write. All of the
 * person's sessions end, and nobody is kept waiting after too many tries any more.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { forgetAllAttempts } from "#server/accounts/attempts.ts";
import { hashPassword, newPassword } from "#server/accounts/password.ts";
import type { Database } from "#server/database/database.ts";
import { openPostgres } from "#server/database/postgres.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import { readEnv } from "#server/env.ts";
import { makeFilesPrivately } from "#server/private-files.ts";
import { listUsers, setPassword } from "#server/store/users.ts";
import { askPassword } from "./ask-password.ts";

const DATABASE_FILE = "rekindle.db";

makeFilesPrivately();
process.exitCode = await main(process.argv[2]?.trim().toLowerCase());

async function main(email: string | undefined): Promise<number> {
  if (!email) return fail("Say whose password: npm run reset-password -- ana@example.com");
  const db = openDatabase();
  if (!db)
    return fail("There is no database yet. Start the server first, or set DATA_DIR to where its data is.");
  try {
    return await resetPassword(db, email);
  } finally {
    await db.close();
  }
}

function openDatabase(): Database | null {
  const { DATABASE_URL, DATA_DIR } = readEnv(process.env);
  if (DATABASE_URL) return openPostgres(DATABASE_URL);
  const file = join(DATA_DIR, DATABASE_FILE);
  return existsSync(file) ? openSqlite(file) : null;
}

async function resetPassword(db: Database, email: string): Promise<number> {
  const people = await listUsers(db);
  if (!people.some((person) => person.email === email)) {
    const known = people.map((person) => `  ${person.email} (${person.role})`).join("\n");
    return fail(`Nobody here has the address ${email}. These do:\n${known}`);
  }
  const password = await askPassword();
  if (password === null) return fail("The two passwords differ. Nothing was changed.");
  const parsed = newPassword.safeParse(password);
  if (!parsed.success) return fail(`${parsed.error.issues[0]?.message}. Nothing was changed.`);
  await setPassword(db, email, await hashPassword(parsed.data), Date.now());
  await forgetAllAttempts(db);
  console.log(`${email} has a new password, and was signed out everywhere.`);
  return 0;
}

function fail(message: string): number {
  console.error(message);
  return 1;
}
