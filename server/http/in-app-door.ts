import type { IncomingMessage, ServerResponse } from "node:http";
import type { Database } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import { noteInApp } from "#server/in-app/happening.ts";
import { wishInApp } from "#server/in-app/leaving.ts";
import { messagesFor } from "#server/in-app/messages.ts";
import { readMessageToken } from "#server/in-app/token.ts";
import type { Keys } from "#server/keys.ts";
import type { Listeners } from "#server/notices/write.ts";
import type { Settings } from "#server/store/settings.ts";
import { answerError, answerJson } from "./answer.ts";
import { type BrowserDoorServices, readBrowserBody, refuseBody } from "./browser-body.ts";
import { answerPreflight, openToBrowsers } from "./cors.ts";
import {
  askingInApp,
  IN_APP_IDLE_NEXT_S,
  IN_APP_NEXT_S,
  type InAppAnswer,
  inAppHappening,
} from "./in-app.ts";

export const IN_APP_BODY_MAX_BYTES = 4 * 1024;
const USER_AGENT_MAX_CHARS = 400;

const MESSAGES = "/v1/in-app";
const HAPPENED = "/v1/in-app/happened";

export interface InAppServices extends BrowserDoorServices {
  db: Database;
  keys: Keys;
  /** As they are now. */
  settings(): Pick<Settings, "inApp" | "tracking">;
  /** The programs that are told what happens to a person. */
  listeners(): Listeners;
  /** What looks at segments whose rules ask who saw and clicked. */
  engine: Pick<Engine, "noting" | "poke">;
  /** Whether there is a workflow now that shows messages. */
  isUsed(): boolean;
}

/** The door at which pages of the shop ask for messages to show, and tell what happened to them. It changes nobody but who says no to them. */
export class InAppDoor {
  readonly #services: InAppServices;

  constructor(services: InAppServices) {
    this.#services = services;
  }

  /** False when the path is not its own. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = (request.url ?? "").split("?", 1)[0]!;
    if (path !== MESSAGES && path !== HAPPENED) return false;
    openToBrowsers(response);
    if (request.method === "OPTIONS") answerPreflight(response, "POST");
    else if (request.method !== "POST")
      answerError(response, 405, "method", "Send a POST request", { allow: "POST, OPTIONS" });
    else await this.#take(path, request, response);
    return true;
  }

  async #take(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const allowed = { maxBytes: IN_APP_BODY_MAX_BYTES, weight: 1 };
    const sent = await readBrowserBody(this.#services, request, response, allowed);
    if (!sent) return;
    if (path === MESSAGES) await this.#tell(sent.json, response);
    else await this.#note(sent.json, request, response);
  }

  async #tell(json: unknown, response: ServerResponse): Promise<void> {
    const asked = askingInApp.safeParse(json);
    if (!asked.success) return refuseBody(response, asked.error);
    const { db, keys, clock, settings, isUsed } = this.#services;
    const found = await messagesFor({ db, keys, inApp: settings().inApp }, asked.data, clock.now());
    const answer: InAppAnswer = { ...found, nextInS: isUsed() ? IN_APP_NEXT_S : IN_APP_IDLE_NEXT_S };
    answerJson(response, 200, answer);
  }

  async #note(json: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const told = inAppHappening.safeParse(json);
    if (!told.success) return refuseBody(response, told.error);
    const { db, keys, clock, settings, listeners, engine } = this.#services;
    const messageId = readMessageToken(keys, told.data.id);
    const happened = {
      ...{ kind: told.data.kind, at: clock.now() },
      userAgent: (request.headers["user-agent"] ?? "").slice(0, USER_AGENT_MAX_CHARS),
      prefetch: /prefetch|prerender|preview/i.test(String(request.headers["sec-purpose"] ?? "")),
    };
    const isTracking = settings().tracking.on;
    const became =
      messageId === null
        ? "gone"
        : await db.transaction((tx) => {
            const { kind, ...how } = happened;
            return kind === "left" || kind === "rejoined"
              ? wishInApp(tx, listeners(), { messageId, kind, at: how.at })
              : noteInApp(tx, { messageId, kind, ...how }, { isTracking, noting: engine.noting });
          });
    if (engine.noting.live.segments.any) engine.poke();
    if (became === "gone") answerError(response, 404, "unknown-message", "There is no such message");
    else if (became === "over") answerError(response, 410, "over", "The message is not shown any more");
    else answerJson(response, 200, { success: true });
  }
}
