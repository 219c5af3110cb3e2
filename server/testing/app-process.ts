import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NODE_FLAGS } from "#server/node-flags.ts";

const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 20;

/** The real server as a process of its own, on a data folder that outlives its restarts. */
export class AppProcess {
  readonly dataDir = mkdtempSync(join(tmpdir(), "rekindle-app-"));
  readonly url: string;
  readonly #env: Record<string, string>;
  #process: ChildProcess | null = null;
  #output = "";

  private constructor(port: number, env: Record<string, string>) {
    this.url = `http://localhost:${port}`;
    this.#env = { PORT: String(port), HOST: "127.0.0.1", DATA_DIR: this.dataDir, LOG_LEVEL: "warn", ...env };
  }

  static async create(env: Record<string, string> = {}): Promise<AppProcess> {
    return new AppProcess(await freePort(), env);
  }

  get pid(): number {
    return this.#process!.pid!;
  }

  /** Resolves when the server is ready; answers with how long that took, in milliseconds. */
  async start(env: Record<string, string> = {}): Promise<number> {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [...NODE_FLAGS, "dist/main.js"], {
      env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#output += chunk.toString("utf8");
      });
    }
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the server ended at its start:\n${this.#output}`);
      if (performance.now() - startedAt > READY_TIMEOUT_MS)
        throw new Error(`the server is not ready:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
    return performance.now() - startedAt;
  }

  /** Ends the process by a signal and waits until it is gone. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  /** Stops it and removes its data. */
  async close(): Promise<void> {
    await this.stop("SIGKILL");
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  get output(): string {
    return this.#output;
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
