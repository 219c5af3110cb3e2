import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

const INTERRUPTED = 130;

/**
 * Asks for a password without showing it, twice so that a slip is noticed. From a pipe, the first line is taken. Null
 * when the two differ.
 */
export async function askPassword(): Promise<string | null> {
  if (!process.stdin.isTTY) return readLine();
  const first = await askHidden("New password: ");
  const second = await askHidden("Once more: ");
  return first === second ? first : null;
}

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return "";
}

async function askHidden(question: string): Promise<string> {
  process.stdout.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  // Reading keys one by one takes Ctrl+C away from the terminal.
  terminal.on("SIGINT", () => process.exit(INTERRUPTED));
  const answer = await terminal.question("");
  terminal.close();
  process.stdout.write("\n");
  return answer;
}
