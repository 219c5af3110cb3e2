/**
 * Runs the steps of the Dockerfile without a container engine: npm run docker:prove
 *
 * Each stage gets an empty folder as its root, and every RUN, COPY, ENV and WORKDIR is done in it as it is written; the
 * last stage's CMD is started as a user without rights, and its HEALTHCHECK decides when it is ready. What this cannot
 * show is the base image: Node and the system's libraries are this machine's.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import {
  type Instruction,
  parseCopy,
  parseDockerfile,
  parseExec,
  reachesBuild,
  type Stage,
} from "./dockerfile.ts";

/** nobody, on Debian and elsewhere. */
const UNPRIVILEGED_ID = 65_534;
/** How this machine reaches the package registry; a container engine would be told the same. */
const NETWORK_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"];
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 250;
const PAGES = ["/", "/workflows", "/profiles", "/messages", "/recipes", "/settings"];
const MEGABYTE = 1024 * 1024;

interface BuiltStage {
  root: string;
  folder: string;
  env: Record<string, string>;
  command: string[];
  healthcheck: string[];
}

const isRoot = process.getuid?.() === 0;
const work = mkdtempSync(join(tmpdir(), "rekindle-docker-"));
chmodSync(work, 0o755);
const programs = join(work, "bin");
mkdirSync(programs);
copyFileSync(process.execPath, join(programs, "node"));

try {
  const built = new Map<string, BuiltStage>();
  let last: BuiltStage | null = null;
  for (const stage of parseDockerfile(readFileSync("Dockerfile", "utf8"))) {
    last = build(stage, built);
    built.set(stage.name, last);
  }
  if (!last) throw new Error("The Dockerfile has no stage");
  report(last);
  await prove(last);
  console.log("Every step of the Dockerfile works here. Only its base image was not tried.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function build(stage: Stage, built: Map<string, BuiltStage>): BuiltStage {
  const root = join(work, `stage-${stage.name}`);
  mkdirSync(root);
  const state: BuiltStage = { root, folder: root, env: {}, command: [], healthcheck: [] };
  for (const instruction of stage.instructions) {
    console.log(`[${stage.name}] ${instruction.name} ${instruction.text}`);
    apply(instruction, state, built);
  }
  return state;
}

function apply({ name, text }: Instruction, stage: BuiltStage, built: Map<string, BuiltStage>): void {
  if (name === "WORKDIR") {
    stage.folder = inRoot(stage, text);
    mkdirSync(stage.folder, { recursive: true });
  } else if (name === "ENV") {
    const [key, value] = text.split("=");
    stage.env[key ?? ""] = value?.startsWith("/") ? join(stage.root, value) : (value ?? "");
  } else if (name === "RUN") runStep(text, stage);
  else if (name === "COPY") copy(text, stage, built);
  else if (name === "CMD") stage.command = parseExec(text);
  else if (name === "HEALTHCHECK") stage.healthcheck = parseExec(text);
  else if (!["USER", "VOLUME", "EXPOSE"].includes(name))
    throw new Error(`This cannot be tried here: ${name}`);
}

function runStep(text: string, stage: BuiltStage): void {
  const owner = isRoot
    ? `${UNPRIVILEGED_ID}:${UNPRIVILEGED_ID}`
    : `${process.getuid?.()}:${process.getgid?.()}`;
  const script = text.replaceAll("node:node", owner).replace(/(?<=\s)\/(?=\w)/g, `${stage.root}/`);
  const { status } = spawnSync("sh", ["-ec", script], {
    cwd: stage.folder,
    env: { ...networkEnv(), ...stageEnv(stage) },
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`This step failed: RUN ${text}`);
}

function copy(text: string, stage: BuiltStage, built: Map<string, BuiltStage>): void {
  const { from, sources, destination } = parseCopy(text);
  const source = from === null ? null : built.get(from);
  if (source === undefined) throw new Error(`There is no stage ${from}`);
  for (const path of sources) {
    const origin = source ? join(source.root, path) : resolve(path);
    const isFolder = statSync(origin).isDirectory();
    const target = inRoot(stage, destination);
    cpSync(origin, isFolder ? target : join(target, basename(path)), {
      recursive: true,
      verbatimSymlinks: true,
      filter: source ? () => true : (file) => isInContext(file),
    });
  }
}

/** Folders are entered whenever something below them may be wanted: .dockerignore speaks of files. */
function isInContext(file: string): boolean {
  const path = file.slice(resolve(".").length + 1);
  if (path === "") return true;
  return reachesBuild(path, readFileSync(".dockerignore", "utf8"));
}

function inRoot(stage: BuiltStage, path: string): string {
  return path.startsWith("/") ? join(stage.root, path) : join(stage.folder, path);
}

/** Nothing of this machine's environment but where its programs are. */
function stageEnv(stage: BuiltStage): NodeJS.ProcessEnv {
  const env: Record<string, string> = {
    PATH: `${programs}${delimiter}${process.env.PATH ?? ""}`,
    HOME: stage.root,
    ...stage.env,
  };
  return env as NodeJS.ProcessEnv;
}

function networkEnv(): Record<string, string> {
  const set = NETWORK_VARIABLES.flatMap((name) => {
    const value = process.env[name] ?? process.env[name.toLowerCase()];
    return value ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(set), npm_config_userconfig: join(homedir(), ".npmrc") };
}

function report(stage: BuiltStage): void {
  console.log("\nIn the image, beside its base:");
  for (const name of readdirSync(stage.folder).sort()) {
    const bytes = sizeOf(join(stage.folder, name));
    if (bytes > MEGABYTE) console.log(`  ${name.padEnd(16)} ${Math.round(bytes / MEGABYTE)} MB`);
  }
  console.log(`  ${"all".padEnd(16)} ${Math.round(sizeOf(stage.folder) / MEGABYTE)} MB\n`);
}

function sizeOf(path: string): number {
  const { stdout } = spawnSync("du", ["-sk", path], { encoding: "utf8" });
  return Number(stdout.split("\t")[0]) * 1024;
}

async function prove(stage: BuiltStage): Promise<void> {
  const port = await freePort();
  const env = { ...stageEnv(stage), PORT: String(port) };
  const user = isRoot ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {};
  const [program = "", ...args] = stage.command;
  const server = spawn(program, args, { cwd: stage.folder, env, stdio: "inherit", ...user });
  const ended = new Promise<number | null>((done) => server.once("exit", done));
  try {
    const isHealthy = () => {
      const [check = "", ...words] = stage.healthcheck;
      return spawnSync(check, words, { cwd: stage.folder, env, ...user }).status === 0;
    };
    const startedAt = performance.now();
    while (!isHealthy()) {
      if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode}`);
      if (performance.now() - startedAt > READY_TIMEOUT_MS)
        throw new Error("The server is not ready in time");
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
    console.log(`Healthy after ${Math.round(performance.now() - startedAt)} ms, by its own health check`);
    await visitPages(`http://127.0.0.1:${port}`);
  } finally {
    server.kill("SIGTERM");
  }
  const code = await ended;
  if (code !== 0) throw new Error(`After SIGTERM the server ended with code ${code}`);
  console.log("It stopped when it was asked to");
}

/** Creates the owner and opens each page, so that a package that is missing from the image is noticed. */
async function visitPages(address: string): Promise<void> {
  const owner = {
    name: "Ana",
    email: "ana@example.com",
    password: "correct horse battery",
    shopName: "Tea",
    timezone: "UTC",
  };
  const created = await fetch(`${address}/api/auth/create-owner`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify(owner),
  });
  if (!created.ok) throw new Error(`Creating the owner answered ${created.status}`);
  const cookie = created.headers
    .getSetCookie()
    .map((header) => header.split(";", 1)[0])
    .join("; ");
  for (const path of PAGES) {
    const page = await fetch(`${address}${path}`, { headers: { cookie }, redirect: "manual" });
    if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  }
  console.log(`The owner was created, and these pages are served: ${PAGES.join(" ")}`);
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
