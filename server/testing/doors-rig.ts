import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { createAuth } from "#server/accounts/auth.ts";
import type { Database } from "#server/database/database.ts";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { Interactions } from "#server/engine/interactions.ts";
import { readEnv } from "#server/env.ts";
import { ApiKeys } from "#server/http/api-keys.ts";
import { createDoors, type DoorState } from "#server/http/server.ts";
import { UntoldProxies } from "#server/http/untold-proxies.ts";
import { ImportFolder } from "#server/imports/folder.ts";
import { Imports } from "#server/imports/imports.ts";
import { AttributeCounts } from "#server/reads/attribute-counts.ts";
import { KeptNumbers } from "#server/reads/kept-numbers.ts";
import { LiveCounts } from "#server/reads/live-counts.ts";
import { directReads } from "#server/reads/reads.ts";
import { SampleShop } from "#server/sample-shop/load.ts";
import { EngineRig } from "./engine-rig.ts";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: { error?: { code: string; message: string }; [name: string]: unknown };
}

export type DoorsRig = Awaited<ReturnType<typeof startDoors>>;

/** The real HTTP server with real services on a SQLite file; only the pages, which are Next's, are the test's. */
export async function startDoors(variables: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-doors-"));
  const file = join(folder, "rekindle.db");
  const database = openSqlite(file);
  migrateSqlite(database);
  const observer = openSqlite(file, { readonly: true });
  let transactions = 0;
  const db: Database = {
    ...database,
    transaction(body) {
      transactions += 1;
      return database.transaction(body);
    },
  };

  const rig = new EngineRig(db);
  const { clock, keys, engine } = rig;
  await engine.start();
  const env = readEnv(variables);
  const log = pino({ level: "silent" });
  const apiKeys = new ApiKeys(db);
  const { key } = await apiKeys.create("test", clock.now());
  const services = {
    untoldProxies: new UntoldProxies(env.TRUSTED_PROXIES),
    ...{ env, log, clock, keys, db, engine, apiKeys, reads: directReads(db), senders: new SenderPool(log) },
    attributeCounts: new AttributeCounts(directReads(db), clock),
    liveCounts: new LiveCounts(directReads(db), clock),
    keptNumbers: new KeptNumbers(clock),
    interactions: new Interactions({ db, log, engine, isOn: () => engine.live.settings.tracking.on }),
    auth: createAuth({ db, keys, env, log, clock, sendResetMail: async () => {}, shopNamed: async () => {} }),
    sampleShop: new SampleShop({ db, clock, log }),
    imports: new Imports({ db, clock, keys, engine, log, folder: new ImportFolder(folder) }),
  };
  const state: DoorState = { ready: true, closing: false };
  const pages: IncomingMessage[] = [];
  const server = createDoors(services, state, async (request, response) => {
    pages.push(request);
    response.end("a page");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...init });
    const { status, headers } = response;
    const text = await response.text();
    const json =
      headers.get("content-type") === "application/json" ? (JSON.parse(text) as Answer["json"]) : {};
    return { status, headers, text, json };
  }

  return {
    rig,
    apiKeys,
    untoldProxies: services.untoldProxies,
    interactions: services.interactions,
    database,
    /** An API key that may be used. */
    key,
    /** Where the server is reached, for programs of others. */
    url: `http://127.0.0.1:${port}`,
    state,
    /** What was left to the pages. */
    pages,
    send,
    /** Posts JSON, or a body as it is, with the good key unless other headers are given. */
    post(path: string, body: unknown, headers: Record<string, string> = { authorization: `Bearer ${key}` }) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return send(path, { method: "POST", body: text, headers });
    },
    /** Sends bytes as they are, and answers with all that comes back until the server hangs up. */
    raw(bytes: string): Promise<string> {
      return new Promise((resolve) => {
        let answer = "";
        const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
        socket.on("data", (chunk) => {
          answer += chunk.toString();
        });
        // The server may hang up while bytes are still on their way.
        socket.on("error", () => {});
        socket.on("close", () => resolve(answer));
      });
    },
    /** How many transactions the server has begun. */
    transactions: () => transactions,
    /** The names of the events that somebody else's connection sees: what was committed. */
    events(): string[] {
      const query = "select name from events join event_names n on n.id = name_id order by events.id";
      return (observer.connection.prepare(query).all() as { name: string }[]).map(({ name }) => name);
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await services.interactions.flush();
      await engine.stop();
      await services.senders.close();
      await observer.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
