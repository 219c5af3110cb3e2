import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, resolve } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const COULD_NOT_START = 127;
/** What shells add to a signal's number for the exit code of a program that it ended. */
const SIGNAL_CODE_BASE = 128;

/**
 * Runs a program, found among this project's own first, and shows what it says. Answers with its exit code. A signal to
 * this process goes on to the program, so that nothing is left running behind.
 */
export function runProcess(
  command: string,
  args: string[],
  { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: "inherit", cwd, env: { ...environment(), ...env } });
    const passOn = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, passOn);
    const finish = (code: number) => {
      for (const signal of SIGNALS) process.off(signal, passOn);
      done(code);
    };
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      finish(COULD_NOT_START);
    });
    child.once("exit", (code, signal) => finish(code ?? SIGNAL_CODE_BASE + signalNumber(signal)));
  });
}

/** This process's environment with the project's programs, Node among them, before the machine's. */
export function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${resolve("node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}` };
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal ? constants.signals[signal] : 0;
}
