import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { DATABASE_FILE } from "#server/database/open.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { importGraph, publish, signUpOwner } from "#server/testing/owner-api.ts";
import { fillPeople, fillQuickly } from "./fill.ts";
import { load, ROUND_SECONDS, singleEvents, type Target } from "./load.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";
import { makeShopEvent, SHOP_PEOPLE } from "./shop-stream.ts";
import { SHORTEST_WAIT_MS, shopWorkflows } from "./shop-workflows.ts";

/** Until as many waits end as begin: a round lasts as long on each of the two servers. */
const WARM_UP_ROUNDS = Math.ceil(SHORTEST_WAIT_MS / (2 * ROUND_SECONDS * 1000)) + 1;

/**
 * What five live workflows cost the event door. The shop has 200,000 people; 60 of its 100 events are products looked
 * at, 15 pages, 15 products put into the cart, 5 checkouts and 5 orders. Each workflow starts with a tenth of one kind of
 * event and takes people in again after they left, so that every tenth event starts a run. Runs wait a minute, or that
 * long for an order or another look; they take branches, tag people, and three workflows end with an order.
 */
export async function measureWithWorkflows(): Promise<string[]> {
  const results = { without: [] as number[], with: [] as number[], ratio: [] as number[] };
  const without = await openShop();
  const busy = await openShop();
  try {
    await goLive(busy.app);
    freeze(without.app);
    freeze(busy.app);
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      const idle = await loadAlone(without);
      const moving = await loadAlone(busy);
      if (round < 0) continue;
      results.without.push(idle);
      results.with.push(moving);
      results.ratio.push(moving / idle);
    }
    return [
      `events/s with no workflow live: ${show(spread(results.without))}`,
      `events/s with five workflows live: ${show(spread(results.with))}`,
      `ratio (at least 0.75): ${show(spread(results.ratio), 2)}`,
      wordRuns(busy.app),
    ];
  } finally {
    await without.app.close();
    await busy.app.close();
  }
}

interface Shop {
  app: AppProcess;
  events: Target;
}

async function openShop(): Promise<Shop> {
  const app = await AppProcess.create();
  const { apiKey } = await seed(app.dataDir);
  fillQuickly(app.dataDir, (filling) => fillPeople(filling, SHOP_PEOPLE, Date.now()));
  await app.start();
  return { app, events: singleEvents(app.url, apiKey, makeShopEvent) };
}

async function goLive(app: AppProcess): Promise<void> {
  const api = await signUpOwner(app.url);
  for (const [name, graph] of Object.entries(shopWorkflows)) {
    await publish(api, await importGraph(api, name, graph));
  }
}

/** Events per second while the other server stands still: what falls due there waits until it has its turn. */
async function loadAlone({ app, events }: Shop): Promise<number> {
  process.kill(app.pid, "SIGCONT");
  const { perSecond } = await load(events, ROUND_SECONDS);
  freeze(app);
  return perSecond;
}

function freeze(app: AppProcess): void {
  process.kill(app.pid, "SIGSTOP");
}

/** How much the workflows had to do. Throws when they did not do it. */
function wordRuns(app: AppProcess): string {
  // Where it stands still it may hold what a reader of the database needs.
  process.kill(app.pid, "SIGCONT");
  const connection = new SqliteConnection(join(app.dataDir, DATABASE_FILE), { readonly: true });
  const count = (rows: string) => connection.prepare(`select count(*) from ${rows}`).pluck().get() as number;
  const [events, runs, ended, visits] = [
    count("events"),
    count("runs"),
    count("runs where ended_at is not null"),
    count("visits"),
  ];
  connection.close();
  if (ended === 0) throw new Error(`of ${runs} runs none has ended:\n${app.output}`);
  const per100 = (number: number) => ((number / events) * 100).toFixed(1);
  return `of 100 events: ${per100(runs)} runs started, ${per100(ended)} ended, ${per100(visits)} steps`;
}
