import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { freePort } from "#server/testing/app-process.ts";

/** What every echo answers, whatever it is sent. */
export const ECHO_ANSWER = '{"success":true}';

/** The server of echo-server.ts as a process of its own: what this machine can do at this very moment. */
export async function startEcho(): Promise<{ url: string; stop(): void }> {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL("./echo-server.ts", import.meta.url)), {
    env: { ...process.env, PORT: String(port) },
  });
  await new Promise((resolve) => child.once("message", resolve));
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}
