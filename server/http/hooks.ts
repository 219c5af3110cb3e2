import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import { findHookByToken, type Hook, markHookReceived } from "#server/store/hooks.ts";
import { answerError, answerJson } from "./answer.ts";
import { readBody } from "./body.ts";
import { parseHookBody } from "./hooks-body.ts";
import { HookLimit } from "./hooks-limit.ts";
import { type NamedPerson, readPerson } from "./hooks-person.ts";
import { hashHookToken } from "./hooks-token.ts";

export const HOOK_BODY_MAX_BYTES = 256 * 1024;
const REQUEST_ID_MAX_CHARS = 255;
const REQUEST_ID_HEADERS = ["webhook-id", "idempotency-key"];
const RECEIVED_WRITTEN_EVERY_MS = 60_000;
const PATH = "/hooks/";

export interface HookServices {
  clock: Clock;
  db: Database;
  accept(items: IntakeItem[]): Promise<IntakeResult[]>;
}

/**
 * The door for other programs' webhooks: what is posted to a hook's address becomes an event of the person that it
 * names. The address is the secret, so it must not reach a log or an answer.
 */
export class HookDoor {
  readonly #services: HookServices;
  readonly #limit = new HookLimit();
  /** When each hook's last time was written down. */
  #received = new Map<number, number>();

  constructor(services: HookServices) {
    this.#services = services;
  }

  /** Answers only after what it took in is durable. False when the path is not its own. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = (request.url ?? "").split("?", 1)[0]!;
    if (!path.startsWith(PATH)) return false;
    if (request.method !== "POST") {
      answerError(response, 405, "method", "Send a POST request", { allow: "POST" });
      return true;
    }
    const { db, clock } = this.#services;
    const hook = await findHookByToken(db, hashHookToken(path.slice(PATH.length)));
    if (!hook) answerError(response, 404, "unknown-hook", "There is no hook at this address");
    else if (!this.#limit.allows(hook.id, clock.now()))
      answerError(response, 429, "too-many", "Too many requests at once; try again", { "retry-after": "1" });
    else await this.#receive(hook, request, response);
    return true;
  }

  async #receive(hook: Hook, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readBody(request, HOOK_BODY_MAX_BYTES);
    if (read.kind === "aborted") return;
    if (read.kind === "too-large") {
      const message = `The body is larger than ${HOOK_BODY_MAX_BYTES / 1024} kB`;
      answerError(response, 413, "too-large", message, { connection: "close" });
      return;
    }
    const requestId = readRequestId(request);
    if (requestId !== null && requestId.length > REQUEST_ID_MAX_CHARS) {
      const message = `The request's id is longer than ${REQUEST_ID_MAX_CHARS} characters`;
      answerError(response, 400, "malformed", message);
      return;
    }
    const body = parseHookBody(request.headers["content-type"], read.bytes);
    if (body.kind === "refused") {
      answerError(response, body.status, body.code, body.message);
      return;
    }
    const person = readPerson(hook, body.value);
    if (typeof person === "string") {
      answerError(response, 422, "no-person", person);
      return;
    }
    const now = this.#services.clock.now();
    const [result] = await this.#services.accept([toItem(hook, person, body.value, requestId, now)]);
    await this.#markReceived(hook.id, now);
    answerJson(
      response,
      202,
      result?.kind === "duplicate" ? { success: true, duplicate: true } : { success: true },
    );
  }

  /** Written at most once in a while: it would double the cost of a request. */
  async #markReceived(hookId: number, now: number): Promise<void> {
    const written = this.#received.get(hookId);
    if (written !== undefined && Math.abs(now - written) < RECEIVED_WRITTEN_EVERY_MS) return;
    this.#received.set(hookId, now);
    // Only shown to the owner: not worth failing a request for.
    await this.#services.db.transaction((tx) => markHookReceived(tx, hookId, now)).catch(() => {});
  }
}

/** What the sender knows this request by, so that it can send it again without harm. */
function readRequestId(request: IncomingMessage): string | null {
  for (const name of REQUEST_ID_HEADERS) {
    const value = request.headers[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return null;
}

function toItem(
  hook: Hook,
  { externalId, email }: NamedPerson,
  properties: Record<string, unknown>,
  requestId: string | null,
  now: number,
): IntakeItem {
  return {
    kind: "track",
    externalId,
    anonymousId: null,
    // The same id from another hook is another request.
    messageId: requestId === null ? null : `hook:${hook.id}:${requestId}`,
    at: now,
    receivedAt: now,
    traits: { fields: email === null ? {} : { email }, attributes: {} },
    name: hook.eventName,
    properties,
  };
}
