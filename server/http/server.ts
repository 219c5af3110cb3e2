import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import { MovableClock } from "#server/clock.ts";
import type { Services } from "#server/services.ts";
import { answerError } from "./answer.ts";
import { clientIp } from "./client-ip.ts";
import { handleEvents } from "./events.ts";
import { handleHealth } from "./health.ts";
import { HookDoor } from "./hooks.ts";
import { securePage } from "./security-headers.ts";
import { handleStartWorkflow } from "./start-workflow.ts";
import { handleTestClock } from "./test-clock.ts";
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
  const eventServices = { clock, apiKeys: services.apiKeys, accept: engine.accept.bind(engine) };
  const hooks = new HookDoor({ clock, db: services.db, accept: eventServices.accept });
  const startServices = {
    clock,
    db: services.db,
    apiKeys: services.apiKeys,
    startByHand: engine.startByHand.bind(engine),
  };
  const https = env.PUBLIC_URL?.startsWith("https:") ?? false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (state.closing) {
      answerError(response, 503, "closing", "The server is restarting; try again in a moment", {
        "retry-after": "5",
        connection: "close",
      });
      return;
    }
    if (await handleEvents(eventServices, request, response)) return;
    if (await handleStartWorkflow(startServices, request, response)) return;
    if (await hooks.handle(request, response)) return;
    if (await handleHealth({ db: services.db, ready: state.ready }, request, response)) return;
    if (await handleUnsubscribe(services, request, response)) return;
    if (isMovable(env.TEST_CLOCK, clock)) {
      if (await handleTestClock({ clock, settled: () => engine.settled() }, request, response)) return;
    }
    request.headers["x-client-ip"] = clientIp(request, env.TRUSTED_PROXIES);
    securePage(request, response, { dev: env.NODE_ENV === "development", https });
    await pages(request, response);
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
