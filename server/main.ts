import { join } from "node:path";
import next from "next";
import pino from "pino";
import { createAuth } from "./accounts/auth.ts";
import { Alerts } from "./alerts/alerts.ts";
import { Rolling } from "./analytics/roll/rolling.ts";
import { backUpBeforeMigration, KEYS_FILE } from "./backup.ts";
import { BounceMailbox } from "./bounces/mailbox/bounce-mailbox.ts";
import { MovableClock, systemClock } from "./clock.ts";
import { Checkpoints } from "./database/checkpoints.ts";
import { DATABASE_FILE, lockDataFolder, openDatabase, refuseHalfRestored } from "./database/open.ts";
import { isSqlite } from "./database/sqlite.ts";
import { SenderPool } from "./delivery/sender-pool.ts";
import { makeVapidKeys } from "./delivery/web-push.ts";
import { Engine } from "./engine/engine.ts";
import { Housekeeping } from "./engine/housekeeping.ts";
import { Interactions } from "./engine/interactions.ts";
import { BuyingCycleWatch } from "./engine/lifecycle/buying-cycle.ts";
import { sendResetMail } from "./engine/reset-mail.ts";
import { WordFilling } from "./engine/word-filling.ts";
import { readEnv } from "./env.ts";
import { ApiKeys } from "./http/api-keys.ts";
import { createDoors, type DoorState } from "./http/server.ts";
import { UntoldProxies } from "./http/untold-proxies.ts";
import { ImportFolder } from "./imports/folder.ts";
import { Imports } from "./imports/imports.ts";
import { checkKeys } from "./key-check.ts";
import { openKeys } from "./keys.ts";
import { publicUrl } from "./links.ts";
import { NoticeSender } from "./notices/notice-sender.ts";
import { makeFilesPrivately } from "./private-files.ts";
import { AttributeCounts } from "./reads/attribute-counts.ts";
import { KeptNumbers } from "./reads/kept-numbers.ts";
import { LiveCounts } from "./reads/live-counts.ts";
import { directReads, threadReads } from "./reads/reads.ts";
import { SampleShop } from "./sample-shop/load.ts";
import { provideServices, type Services } from "./services.ts";

/** After this, a stop does not wait for open connections any longer. */
const STOP_TIMEOUT_MS = 15_000;

// Dates in templates go through the process's zone; only UTC has no clock changes.
process.env.TZ = "UTC";
makeFilesPrivately();

const env = readEnv(process.env);
const log = pino({ level: env.LOG_LEVEL, redact: ["*.password", "*.key", "*.token"] });
const clock = env.TEST_CLOCK ? new MovableClock(env.TEST_CLOCK_AHEAD_MS) : systemClock;

async function start(): Promise<void> {
  const lock = env.DATABASE_URL ? null : lockDataFolder(env);
  refuseHalfRestored(env);
  const { keys } = openKeys(join(env.DATA_DIR, KEYS_FILE), makeVapidKeys);
  const db = await openDatabase(
    env,
    async (database) => {
      log.info(
        { folder: await backUpBeforeMigration(database, env.DATA_DIR, clock.now()) },
        "copied the data before a migration",
      );
    },
    (err) => log.warn({ err }, "a connection to the database was lost"),
    // Only a new start finds out what is really on the disk.
    (err) => {
      log.fatal({ err }, "the disk refused to keep what was written; stopping");
      process.exit(1);
    },
  );
  await checkKeys(db, keys);
  const checkpoints = isSqlite(db) ? new Checkpoints(db, log) : null;
  checkpoints?.start();

  const senders = new SenderPool(log);
  const reads =
    db.engine === "sqlite" ? threadReads(join(env.DATA_DIR, DATABASE_FILE), log) : directReads(db);
  const engine = new Engine({ db, clock, keys, env, log, reads, send: senders.send });
  const apiKeys = new ApiKeys(db);
  await apiKeys.load();
  const auth = createAuth({
    db,
    keys,
    env,
    log,
    clock,
    shopNamed: () => engine.reload(),
    sendResetMail: (mail) => sendResetMail({ env, keys, live: engine.live, send: senders.send, clock }, mail),
  });
  const attributeCounts = new AttributeCounts(reads, clock);
  const keptNumbers = new KeptNumbers(clock);
  const samplesChanged = () => {
    attributeCounts.forget();
    keptNumbers.forget();
    // What stage of life they are in, if they came.
    engine.poke();
  };
  const services: Services = {
    env,
    log,
    clock,
    keys,
    db,
    reads,
    attributeCounts,
    liveCounts: new LiveCounts(reads, clock),
    keptNumbers,
    senders,
    auth,
    engine,
    interactions: new Interactions({ db, log, engine, isOn: () => engine.live.settings.tracking.on }),
    apiKeys,
    untoldProxies: new UntoldProxies(env.TRUSTED_PROXIES),
    sampleShop: new SampleShop({ db, clock, log, changed: samplesChanged }),
    imports: new Imports({ db, clock, keys, engine, log, folder: new ImportFolder(env.DATA_DIR) }),
  };
  provideServices(services);
  const housekeeping = new Housekeeping({ db, clock, log });
  const rolling = new Rolling({ db, clock, log });
  const wordFilling = new WordFilling({ db, log });
  const buyingCycle = new BuyingCycleWatch({ db, reads, log, reload: () => engine.reload() });
  const alerts = new Alerts({ db, reads, clock, keys, env, log, live: engine.live, send: senders.send });
  const bounceMailbox = new BounceMailbox({ db, keys, clock, log, live: engine.live });
  const notices = new NoticeSender({
    ...{ db, clock, keys, log, live: engine.live },
    send: senders.notify,
    allow: env.OUTBOUND_ALLOW,
    reload: () => engine.reload(),
  });

  const dev = env.NODE_ENV === "development";
  const app = next({ dev, hostname: env.HOST, port: env.PORT });
  const state: DoorState = { ready: false, closing: false };
  const server = createDoors(services, state, (request, response) =>
    app.getRequestHandler()(request, response),
  );
  // Messages are handed over only to a thread that can take them: what it holds when the process dies is in doubt.
  const sendersReady = senders.render([]);
  await app.prepare();
  await sendersReady;
  if (env.ROLE !== "web") {
    await engine.start();
    await notices.start();
    housekeeping.start();
    rolling.start();
    wordFilling.start();
    buyingCycle.start();
    alerts.start();
    bounceMailbox.start();
  } else await engine.reload();
  if (db.engine === "postgres") engine.follow(() => apiKeys.load());
  await services.sampleShop.resume();
  await services.imports.resume();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.PORT, env.HOST, resolve);
  });
  state.ready = true;
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : env.PORT;
  log.info(
    { url: env.PUBLIC_URL ?? `http://localhost:${port}`, database: db.engine },
    `Rekindle is ready at ${publicUrl({ ...env, PORT: port })}`,
  );

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    state.closing = true;
    const giveUp = setTimeout(() => process.exit(1), STOP_TIMEOUT_MS);
    giveUp.unref();
    server.close();
    server.closeIdleConnections();
    await services.sampleShop.stop();
    await services.imports.stop();
    await services.interactions.flush();
    await engine.stop();
    await notices.stop();
    await housekeeping.stop();
    await rolling.stop();
    await wordFilling.stop();
    await buyingCycle.stop();
    await alerts.stop();
    await bounceMailbox.stop();
    await senders.close();
    await reads.close();
    await app.close();
    await checkpoints?.close();
    await db.close();
    lock?.release();
    process.exit(0);
  }
  process.on("SIGTERM", (signal) => void stop(signal));
  process.on("SIGINT", (signal) => void stop(signal));
}

start().catch((error: unknown) => {
  log.fatal(error instanceof Error ? error.message : String(error));
  log.debug({ err: error }, "could not start");
  process.exit(1);
});
