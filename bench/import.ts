import { once } from "node:events";
import { createWriteStream, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import SqliteConnection from "better-sqlite3";
import type { ImportKind } from "#drizzle/tables.ts";
import { DATABASE_FILE } from "#server/database/open.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import { ImportFolder } from "#server/imports/folder.ts";
import { guessPlan } from "#server/imports/guess.ts";
import { readHead } from "#server/imports/head.ts";
import { insertImport, moveImport } from "#server/store/imports.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { EventStream } from "./event-stream.ts";
import { peakMegabytes } from "./resident-memory.ts";
import { seed } from "./seed.ts";

/** Fewer for a quick look. */
const ROWS = Number(process.env.IMPORT_ROWS ?? 1_000_000);
const POLL_MS = 200;
const TIMEOUT_MS = 60 * 60_000;

/** How fast the real server takes in a file of profiles while events arrive, and what that does to it. */
export function measureImport(): Promise<string[]> {
  return measure(profiles);
}

/** The same for a file of events, of people who come with it. */
export function measureEventImport(): Promise<string[]> {
  return measure(events);
}

interface Rows {
  kind: ImportKind;
  what: string;
  fileName: string;
  head: string;
  row(number: number): string;
}

const profiles: Rows = {
  kind: "profiles",
  what: "new profiles",
  fileName: "customers.csv",
  head: "Email,Customer ID,First Name,Last Name,City,Orders,Created at,Status,Note",
  row: (number) => {
    const status = number % 3 === 0 ? "unsubscribed" : "subscribed";
    return `imported${number}@example.com,c${number},Ana,Ito,Berlin,${number % 90},2024-03-0${1 + (number % 9)} 10:00,${status},"says ""hello"", often"`;
  },
};

/** Of a tenth as many people, over a month. */
const events: Rows = {
  kind: "events",
  what: "events",
  fileName: "events.csv",
  head: "Customer ID,Event,Timestamp,Event ID,Product",
  row: (number) =>
    `c${(number * 7_919) % Math.ceil(ROWS / 10)},${number % 10 === 0 ? "Product Added" : "Product Viewed"},2026-03-${String(1 + (number % 28)).padStart(2, "0")} ${String(number % 24).padStart(2, "0")}:${String(number % 60).padStart(2, "0")},e${number},p-${number % 500}`,
};

async function measure(source: Rows): Promise<string[]> {
  const app = await AppProcess.create();
  const { apiKey } = await seed(app.dataDir);
  const id = await putImport(app.dataDir, source);
  const delayFile = join(app.dataDir, "loop-delay");
  const probe = fileURLToPath(new URL("./loop-delay.ts", import.meta.url));
  await app.start({ NODE_OPTIONS: `--import=${probe}`, LOOP_DELAY_FILE: delayFile });
  const stream = new EventStream({ url: app.url, apiKey, name: "Product Viewed", people: 1000 });
  const connection = new SqliteConnection(join(app.dataDir, DATABASE_FILE), { readonly: true });
  const read = connection.prepare<[number], { status: string; rows: number; created: number }>(
    "select status, rows, created from imports where id = ?",
  );
  try {
    stream.start();
    await takeLoopDelay(app.pid, delayFile);
    const startedAt = performance.now();
    const before = read.get(id)!.rows;
    while (read.get(id)!.status !== "done") {
      const { status } = read.get(id)!;
      if (status === "failed" || performance.now() - startedAt > TIMEOUT_MS) {
        throw new Error(`the import is ${status}:\n${app.output}`);
      }
      await sleep(POLL_MS);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const { rows, created } = read.get(id)!;
    if (created !== ROWS) throw new Error(`${created} ${source.what} were taken in, not ${ROWS}`);
    const loopMs = await takeLoopDelay(app.pid, delayFile);
    const answerMs = await stream.longestMs();
    return [
      `rows/s, ${ROWS.toLocaleString("en-GB")} ${source.what} while 50 events/s arrive: ${Math.round((rows - before) / seconds).toLocaleString("en-GB")}`,
      `highest memory of the whole process, MB (under 300): ${Math.round(peakMegabytes(app.pid))}`,
      `longest stop of the event loop, ms: ${loopMs.toFixed(0)}, longest answer to an event, ms: ${answerMs.toFixed(0)}`,
    ];
  } finally {
    connection.close();
    await stream.stop();
    await app.close();
  }
}

/** Puts a file and its import, which goes on at the start, into a data folder whose server is not running. */
async function putImport(dataDir: string, source: Rows): Promise<number> {
  const { kind, fileName } = source;
  const folder = new ImportFolder(dataDir);
  await folder.make();
  const file = folder.file(1);
  await writeRows(file, source);
  const db = openSqlite(join(dataDir, DATABASE_FILE));
  const plan = guessPlan(kind, await readHead(file), { fileName, shopZone: "Europe/Berlin" });
  const fileBytes = statSync(file).size;
  const createdAt = Date.now();
  const id = await db.transaction((tx) =>
    insertImport(tx, { kind, fileName, fileBytes, plan, createdBy: "bench", createdAt }),
  );
  await db.transaction((tx) => moveImport(tx, id, ["uploaded"], { status: "queued" }));
  await db.close();
  return id;
}

async function writeRows(file: string, { head, row }: Rows): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${head}\n`);
  for (let number = 0; number < ROWS; number++) {
    if (!out.write(`${row(number)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

/** Milliseconds since the last call. */
async function takeLoopDelay(pid: number, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(pid, "SIGUSR2");
  while (!existsSync(file)) await sleep(1);
  return Number(readFileSync(file, "utf8"));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
