import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import { snsFetch } from "#server/bounces/services/sns-fetch.ts";
import type { Clock } from "#server/clock.ts";
import { MovableClock } from "#server/clock.ts";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import type { Services } from "#server/services.ts";
import { answerError } from "./answer.ts";
import { BounceDoor } from "./bounces.ts";
import { clientIp } from "./client-ip.ts";
import { handleConfirm } from "./confirm.ts";
import { EventDoor } from "./events.ts";
import { handleExports } from "./exports.ts";
import { handleHealth } from "./health.ts";
import { HookDoor } from "./hooks.ts";
import { handleImages } from "./images.ts";
import { handleImportFiles } from "./import-files.ts";
import { InAppDoor } from "./in-app-door.ts";
import { limitPageBody } from "./page-bodies.ts";
import { handlePreferences } from "./preferences.ts";
import { PushSubscriptionDoor } from "./push-subscriptions.ts";
import { RefusedKeys } from "./refused-keys.ts";
import { RestDoor } from "./rest/door.ts";
import { securePage } from "./security-headers.ts";
import { EventLimits } from "./segment-limits.ts";
import { SnippetDoor } from "./snippet.ts";
import { handleTestClock } from "./test-clock.ts";
import { handleTexts } from "./texts.ts";
import { TrackingDoor } from "./tracking.ts";
import { handleUnsubscribe } from "./unsubscribe.ts";

/** Slow senders of headers and bodies are cut off. */
const REQUEST_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface DoorState {
  /** Pages can be served. */
  ready: boolean;
  /** Nothing new is taken in. */
  closing: boolean;
}

/** The one HTTP server: programs are answered here, people by Next. */
export function createDoors(services: Services, state: DoorState, pages: PageHandler): Server {
  const { env, log, engine, clock } = services;
  const refusedKeys = new RefusedKeys();
  const eventServices = {
    ...{ env, clock, log, apiKeys: services.apiKeys, accept: engine.accept.bind(engine) },
    ...{ limits: new EventLimits(), refusedKeys, topics: () => engine.live.settings.topics },
  };
  const events = new EventDoor(eventServices);
  const hooks = new HookDoor({
    ...{ clock, db: services.db, keys: services.keys, accept: eventServices.accept },
    trustedProxies: env.TRUSTED_PROXIES,
  });
  const pushSubscriptions = new PushSubscriptionDoor({
    ...eventServices,
    ...{ db: services.db, keys: services.keys, trustedProxies: env.TRUSTED_PROXIES },
    setConsent: (change) => setConsentAndTell(engine.live, change),
    profileChanged: engine.profileChanged.bind(engine),
  });
  const inApp = new InAppDoor({
    ...{ clock, refusedKeys, db: services.db, keys: services.keys, apiKeys: services.apiKeys },
    // Its own, so that pages which ask again and again leave room for what happens in them.
    limits: new EventLimits(),
    trustedProxies: env.TRUSTED_PROXIES,
    settings: () => engine.live.settings,
    listeners: () => engine.live,
    engine,
    isUsed: () => engine.live.showsInApp,
  });
  const tracking = new TrackingDoor(services);
  const snippet = new SnippetDoor();
  const bounces = new BounceDoor({ ...services, fetchText: snsFetch(env.OUTBOUND_ALLOW) });
  const rest = new RestDoor(services, refusedKeys);
  const https = env.PUBLIC_URL?.startsWith("https:") ?? false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Also while the server is about to restart: a link in a mail leads on without anything but its own words.
    if (tracking.handle(request, response)) return;
    events.openToBrowsers(request, response);
    if (state.closing) {
      answerError(response, 503, "closing", "The server is restarting; try again in a moment", {
        "retry-after": "5",
        connection: "close",
      });
      return;
    }
    if ((await events.handle(request, response)) || (await pushSubscriptions.handle(request, response))) {
      services.untoldProxies.note(request, clock.now());
      return;
    }
    if (await inApp.handle(request, response)) return;
    if (await snippet.handle(request, response)) return;
    if (await hooks.handle(request, response)) return;
    if (await bounces.handle(request, response)) return;
    if (await handleTexts(services, request, response)) return;
    if (await handleHealth({ db: services.db, ready: state.ready }, request, response)) return;
    if (await handleImages(services, request, response)) return;
    if (await handleImportFiles(services, request, response)) return;
    if (await handleExports(services, request, response)) return;
    if (await handleConfirm(services, request, response)) return;
    if (await handleUnsubscribe(services, request, response)) return;
    if (await handlePreferences(services, request, response)) return;
    if (isMovable(env.TEST_CLOCK, clock)) {
      if (await handleTestClock({ clock, settled: () => engine.settled() }, request, response)) return;
    }
    // After all other doors: it answers for every address under /v1/ that is none of theirs.
    if (await rest.handle(request, response)) return;
    request.headers["x-client-ip"] = clientIp(request, env.TRUSTED_PROXIES);
    securePage(request, response, { dev: env.NODE_ENV === "development", https });
    if (limitPageBody(request, response)) await pages(request, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => fail(log, error, response));
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  return server;
}

function isMovable(testClock: boolean, clock: Clock): clock is MovableClock {
  return testClock && clock instanceof MovableClock;
}

function fail(log: Logger, error: unknown, response: ServerResponse): void {
  log.error({ err: error }, "a request failed");
  if (response.headersSent) response.destroy();
  else answerError(response, 500, "internal", "Something went wrong on the server");
}
