import { readFileSync } from "node:fs";
import pino from "pino";
import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import type { PostgresDatabase } from "#server/database/postgres.ts";
import type { SqliteDatabase } from "#server/database/sqlite.ts";
import { seededRandom } from "#server/sample-shop/random.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { Housekeeping } from "./housekeeping.ts";

const PEOPLE = 10;
const ACTIONS = 50;

const isGold = { kind: "attribute" as const, attribute: "plan", operator: "equals" as const, value: "gold" };
const graph = drawGraph([
  { id: "start", type: "event", config: { event: "Product Viewed" } },
  { id: "wait", type: "delay", config: { duration: { amount: 3, unit: "hours" } } },
  {
    id: "gold",
    type: "branch",
    config: { paths: [{ id: "yes", label: "Gold", condition: isGold }] },
    to: { yes: "mail" },
  },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "Hello", topic: "marketing" } },
  { id: "rest", type: "delay", config: { duration: { amount: 2, unit: "days" } } },
  { id: "again", type: "send-email", config: { subject: "Again", body: "Hello", topic: "marketing" } },
]);
const settings = { reentry: "after-exit", goalEvent: "Order Completed", goalDays: 30 };

eachDatabase("people counted at steps", (open) => {
  it("are as many as visits and messages say, after things have happened at random", async () => {
    await live(open(), "counted");
    const found = await counted(open());
    expect(found).toEqual(await recounted(open()));
    const ports = new Set(found.map(({ port }) => port));
    for (const port of ["", "-", "next", "yes", "=sent", "=failed", "=skipped", "=converted"])
      expect(ports).toContain(port);
  });

  it("are found again in what was there before anybody counted", async () => {
    await live(open(), "upgraded");
    const { tables, query } = open();
    const before = await counted(open());
    const workflowId = before[0]!.workflowId;
    await query.delete(tables.stepCounts);
    await execute(open(), "CREATE TABLE visit_totals (workflow_id bigint, node_id text, done integer)");
    await execute(open(), `INSERT INTO visit_totals VALUES (${workflowId}, 'wait', 7)`);
    await upgrade(open());
    const old = { workflowId, nodeId: "wait", port: "", hourAt: 0, people: 7 };
    expect(await counted(open())).toEqual([old, ...before].sort(byPlace));
  });

  it("are put together by the day when they are old, and stay as many", async () => {
    const rig = new EngineRig(open());
    const workflowId = await rig.publish(graph, { settings });
    const { stepCounts } = open().tables;
    const now = rig.clock.now();
    const today = now - (now % DAY_MS);
    const ages = [0, HOUR_MS, 5 * HOUR_MS - 3, 3 * DAY_MS + HOUR_MS, 3 * DAY_MS + HOUR_MS - 9];
    const old = [
      100 * DAY_MS,
      100 * DAY_MS - HOUR_MS,
      100 * DAY_MS - 2 * HOUR_MS - 5,
      100 * DAY_MS + HOUR_MS,
    ];
    for (const age of [...ages, ...old]) {
      const row = { workflowId, nodeId: "wait", port: "", people: 2, hourAt: today - age };
      await open().query.insert(stepCounts).values(row);
    }
    const housekeeping = new Housekeeping({ db: open(), clock: rig.clock, log: pino({ level: "silent" }) });
    await housekeeping.tidy();
    const rows = await open().query.select().from(stepCounts).orderBy(stepCounts.hourAt);
    expect(rows.map(({ hourAt, people }) => [today - hourAt, people]).reverse()).toEqual([
      [0, 2],
      [HOUR_MS, 2],
      [5 * HOUR_MS - 3, 2],
      [3 * DAY_MS + HOUR_MS, 4],
      [100 * DAY_MS, 6],
      [101 * DAY_MS, 2],
    ]);
  });

  it("are counted by several engines at once", async () => {
    const rig = new EngineRig(open());
    await rig.publish(graph, { settings });
    const engines = [rig.engine, rig.makeEngine(), rig.makeEngine()];
    for (const engine of engines) await engine.start();
    const events = Array.from({ length: 30 }, (_, index) => rig.event(`person ${index}`, "Product Viewed"));
    await Promise.all(events.map((event, index) => engines[index % engines.length]!.accept([event])));
    rig.clock.advance(3 * HOUR_MS);
    await Promise.all(engines.map((engine) => engine.settled()));
    for (const engine of engines) await engine.stop();
    const found = await counted(open());
    expect(found).toEqual(await recounted(open()));
    expect(found).toContainEqual(expect.objectContaining({ nodeId: "gold", port: "", people: 30 }));
  });
});

/** A shop in which things happen in an order that the seed decides. */
async function live(db: Database, seed: string): Promise<void> {
  const random = seededRandom(seed);
  const rig = new EngineRig(db);
  const workflowId = await rig.publish(graph, { settings });
  await rig.engine.start();
  const people = Array.from({ length: PEOPLE }, (_, index) => `person ${index}`);
  for (const [index, id] of people.entries()) {
    const attributes = { plan: index % 3 === 0 ? "free" : "gold" };
    await rig.identify(
      id,
      { email: `${index}@example.com`, attributes },
      index === 1 ? "withdrawn" : "granted",
    );
  }
  const withoutRest = { ...graph, settings, nodes: graph.nodes.filter(({ id }) => id !== "rest") };
  withoutRest.edges = graph.edges.filter(({ from, to }) => from !== "rest" && to !== "rest");
  for (let done = 0; done < ACTIONS; done++) {
    const id = random.pick(people);
    if (done % 7 === 0) rig.answers.push({ kind: "failed", code: "email.refused", values: { answer: "no" } });
    if (done === ACTIONS / 2)
      await rig.republish(workflowId, withoutRest, {
        people: { targets: { rest: null }, kind: "move", answers: {} },
      });
    if (done % 5 === 4) await rig.track(id, "Order Completed");
    else await rig.track(id, "Product Viewed");
    await rig.pass(random.integer(1, 20) * HOUR_MS);
  }
  await rig.engine.stop();
}

interface Row {
  workflowId: number;
  nodeId: string;
  port: string;
  hourAt: number;
  people: number;
}

/** What is in the table; the lanes of an hour together. */
async function counted(db: Database): Promise<Row[]> {
  return sum(await db.query.select().from(db.tables.stepCounts));
}

async function recounted({ query, tables }: Database): Promise<Row[]> {
  const runs = new Map((await query.select().from(tables.runs)).map((run) => [run.id, run]));
  const rows: Row[] = [];
  for (const { runId, workflowId, nodeId, arrivedAt, leftAt, port } of await query
    .select()
    .from(tables.visits)) {
    const place = { workflowId, nodeId, people: 1 };
    rows.push({ ...place, port: "", hourAt: arrivedAt });
    if (leftAt !== null) rows.push({ ...place, port: port ?? "-", hourAt: leftAt });
    if (runs.get(runId)!.convertedAt !== null) rows.push({ ...place, port: "=converted", hourAt: arrivedAt });
  }
  for (const { workflowId, nodeId, status, endedAt } of await query.select().from(tables.messages)) {
    if (workflowId === null || nodeId === null || endedAt === null) continue;
    rows.push({ workflowId, nodeId, people: 1, port: `=${status}`, hourAt: endedAt });
  }
  return sum(rows);
}

function sum(rows: Row[]): Row[] {
  const sums = new Map<string, Row>();
  for (const { people, ...row } of rows) {
    const place = { ...row, hourAt: row.hourAt - (row.hourAt % HOUR_MS) };
    const key = JSON.stringify([place.workflowId, place.hourAt, place.nodeId, place.port]);
    sums.set(key, { ...place, people: people + (sums.get(key)?.people ?? 0) });
  }
  return [...sums.values()].sort(byPlace);
}

function byPlace(a: Row, b: Row): number {
  const key = ({ hourAt, nodeId, port }: Row) => `${String(hourAt).padStart(16, "0")} ${nodeId} ${port}`;
  return key(a) < key(b) ? -1 : 1;
}

/** The statement by which the update counts what is stored already. */
async function upgrade(db: Database): Promise<void> {
  const file = `drizzle/migrations/${db.engine}/0005_studio.sql`;
  const statements = readFileSync(file, "utf8").split("--> statement-breakpoint");
  const statement = statements.find((one) => /^\s*INSERT INTO .step_counts./.test(one))!;
  await execute(db, statement);
}

async function execute(db: Database, statement: string): Promise<void> {
  if (db.engine === "postgres") await (db as PostgresDatabase).pool.query(statement);
  else (db as SqliteDatabase).connection.exec(statement);
}
