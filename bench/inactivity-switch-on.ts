import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import SqliteConnection from "better-sqlite3";
import { DATABASE_FILE } from "#server/database/open.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { importGraph, type OwnerApi, publish, signUpOwner } from "#server/testing/owner-api.ts";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { EventStream } from "./event-stream.ts";
import { fillEvents, fillPeople, fillQuickly } from "./fill.ts";
import { seed } from "./seed.ts";

const PEOPLE = 1_000_000;
const EVENT = "Order Completed";
const DAY_MS = 24 * 3_600_000;
const BEFORE_MS = 10_000;
const POLL_MS = 200;
const BACKFILL_TIMEOUT_MS = 15 * 60_000;

/** What switching on an inactivity workflow over everybody does to the event door of the real server. */
export async function measureInactivitySwitchOn(): Promise<string[]> {
  const app = await AppProcess.create();
  const delayFile = join(app.dataDir, "loop-delay");
  const { apiKey } = await seed(app.dataDir);
  const now = Date.now();
  fillQuickly(app.dataDir, (filling) => {
    fillPeople(filling, PEOPLE, now - 30 * DAY_MS);
    fillEvents(filling, PEOPLE, { name: EVENT, at: now - 10 * DAY_MS });
  });
  const probe = fileURLToPath(new URL("./loop-delay.ts", import.meta.url));
  await app.start({ NODE_OPTIONS: `--import=${probe}`, LOOP_DELAY_FILE: delayFile });
  const stream = new EventStream({ url: app.url, apiKey, name: "Product Viewed", people: PEOPLE });
  try {
    const api = await signUpOwner(app.url);
    const id = await importGraph(api, "Win back", winBack(60));
    stream.start();
    const measured = async (work: () => Promise<void>): Promise<Measured> => {
      await stream.longestMs();
      await takeLoopDelay(app.pid, delayFile);
      const startedAt = performance.now();
      await work();
      const seconds = (performance.now() - startedAt) / 1000;
      return {
        seconds,
        answerMs: await stream.longestMs(),
        loopMs: await takeLoopDelay(app.pid, delayFile),
      };
    };
    const before = await measured(() => sleep(BEFORE_MS));
    const switchOn = await measured(() => publishAndWait(app, api, id));
    await saveDraft(api, id, winBack(61));
    const again = await measured(() => publishAndWait(app, api, id));
    return [
      `before: ${word(before)}`,
      `switching on over ${PEOPLE.toLocaleString("en-GB")} people (loop under 50): ${word(switchOn)}`,
      `publishing again with other days (loop under 50): ${word(again)}`,
    ];
  } finally {
    await stream.stop();
    await app.close();
  }
}

interface Measured {
  seconds: number;
  /** The longest that an event waited for its answer. */
  answerMs: number;
  /** The longest that the server's event loop stood still. */
  loopMs: number;
}

function word({ seconds, answerMs, loopMs }: Measured): string {
  return `${seconds.toFixed(1)} s, longest answer ${answerMs.toFixed(0)} ms, longest stop of the event loop ${loopMs.toFixed(0)} ms`;
}

function winBack(days: number): Graph {
  return drawGraph([
    { id: "quiet", type: "inactivity", config: { event: EVENT, days } },
    { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  ]);
}

async function saveDraft(api: OwnerApi, id: number, graph: Graph): Promise<void> {
  const { draftRevision } = await api.workflows.get.query({ id });
  await api.workflows.saveDraft.mutate({ id, revision: draftRevision, graph });
}

/** Resolves when everybody's timer is armed. */
async function publishAndWait(app: AppProcess, api: OwnerApi, id: number): Promise<void> {
  await publish(api, id);
  const connection = new SqliteConnection(join(app.dataDir, DATABASE_FILE), { readonly: true });
  const backfill = connection.prepare("select backfill from workflows where id = ?").pluck();
  const giveUpAt = performance.now() + BACKFILL_TIMEOUT_MS;
  while (backfill.get(id) !== null) {
    if (performance.now() > giveUpAt) throw new Error(`not everybody's timer is armed: ${backfill.get(id)}`);
    await sleep(POLL_MS);
  }
  const armed = connection.prepare("select count(*) from timers where workflow_id = ?").pluck().get(id);
  connection.close();
  if (armed !== PEOPLE) throw new Error(`${armed} timers are armed, not ${PEOPLE}`);
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
