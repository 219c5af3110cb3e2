import type { Logger } from "pino";
import type { Auth } from "./accounts/auth.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database/database.ts";
import type { SenderPool } from "./delivery/sender-pool.ts";
import type { Engine } from "./engine/engine.ts";
import type { Interactions } from "./engine/interactions.ts";
import type { Env } from "./env.ts";
import type { ApiKeys } from "./http/api-keys.ts";
import type { UntoldProxies } from "./http/untold-proxies.ts";
import type { Imports } from "./imports/imports.ts";
import type { Keys } from "./keys.ts";
import type { AttributeCounts } from "./reads/attribute-counts.ts";
import type { KeptNumbers } from "./reads/kept-numbers.ts";
import type { LiveCounts } from "./reads/live-counts.ts";
import type { Reads } from "./reads/reads.ts";
import type { SampleShop } from "./sample-shop/load.ts";

/** What the one process holds; made by main.ts, and by tests. Modules keep no state of their own. */
export interface Services {
  env: Env;
  log: Logger;
  clock: Clock;
  keys: Keys;
  db: Database;
  reads: Reads;
  attributeCounts: AttributeCounts;
  liveCounts: LiveCounts;
  keptNumbers: KeptNumbers;
  senders: SenderPool;
  auth: Auth;
  engine: Engine;
  interactions: Interactions;
  apiKeys: ApiKeys;
  untoldProxies: UntoldProxies;
  sampleShop: SampleShop;
  imports: Imports;
}

// Next bundles its own copy of every module, so what the process shares is handed over through the global object.
const slot = Symbol.for("rekindle.services");
const shared = globalThis as { [slot]?: Services };

export function provideServices(services: Services): void {
  shared[slot] = services;
}

/** The services of this process. Throws before main.ts has provided them. */
export function services(): Services {
  const provided = shared[slot];
  if (!provided) throw new Error("services are not ready: pages run inside server/main.ts");
  return provided;
}
