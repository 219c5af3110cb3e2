import type { IncomingMessage, ServerResponse } from "node:http";
import type { HookScheme } from "#drizzle/tables.ts";
import { proofHeader, whyUnproven } from "#server/hooks/proof.ts";
import { ReceiptRoom } from "#server/hooks/receipt-room.ts";
import type { Refusal } from "#server/hooks/request.ts";
import { REQUEST_ID_MAX_CHARS, readHeaderId } from "#server/hooks/request-id.ts";
import { plainHeaders, safeHeaders } from "#server/hooks/safe-headers.ts";
import { type Arrived, keepReceipt, type TakingServices, takeRequest } from "#server/hooks/take-in.ts";
import { WAITING_RETRY_AFTER_S, WaitingRoom } from "#server/hooks/waiting-room.ts";
import { isWooCommercePing } from "#server/hooks/woocommerce.ts";
import type { Keys } from "#server/keys.ts";
import { findHookByToken, type Hook, markHookReceived } from "#server/store/hooks.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { answerError, answerJson } from "./answer.ts";
import { readBody } from "./body.ts";
import { Buckets } from "./buckets.ts";
import { clientIp } from "./client-ip.ts";
import { decodeBody, parseHookBody } from "./hooks-body.ts";
import { HookLimits } from "./hooks-limit.ts";
import { hashHookToken } from "./hooks-token.ts";

export const HOOK_BODY_MAX_BYTES = 256 * 1024;
/**
 * Requests that could not prove their sender, or hold what cannot be read, are kept so that the owner sees why a
 * connection does not work. Anybody can make them, so that only small bodies are kept, and of a hook only so many
 * requests of either kind: they must not fill the disk or push the good ones out. All of them are answered alike.
 */
export const USELESS_BODY_MAX_BYTES = 4 * 1024;
export const USELESS_KEPT_PER_HOUR = 60;
const HOUR_MS = 3_600_000;
const RECEIVED_WRITTEN_EVERY_MS = 60_000;
const PATH = "/hooks/";

export interface HookServices extends TakingServices {
  keys: Keys;
  /** How many proxies stand in front of the server. */
  trustedProxies: number;
}

/**
 * The door for other programs' webhooks: what is posted to a hook's address becomes an event of the person that it
 * names, and a receipt whatever becomes of it. The address is a secret, so it must not reach a log or an answer.
 */
export class HookDoor {
  readonly #services: HookServices;
  readonly #limits = new HookLimits();
  readonly #unproven = new Buckets<number>((USELESS_KEPT_PER_HOUR * 1000) / HOUR_MS, USELESS_KEPT_PER_HOUR);
  /** Apart from the unproven ones: strangers must not use up what shows a true sender's mistake. */
  readonly #unreadable = new Buckets<number>((USELESS_KEPT_PER_HOUR * 1000) / HOUR_MS, USELESS_KEPT_PER_HOUR);
  readonly #waiting: WaitingRoom;
  readonly #room: ReceiptRoom;
  /** When each hook's last time was written down. */
  #received = new Map<number, number>();

  constructor(services: HookServices, room = new ReceiptRoom()) {
    this.#services = services;
    this.#room = room;
    this.#waiting = new WaitingRoom(services.db);
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
    const hook = await findHookByToken(db, hashHookToken(path.slice(PATH.length)), clock.now());
    if (hook) await this.#receive(hook, request, response);
    else answerError(response, 404, "unknown-hook", "There is no hook at this address");
    return true;
  }

  async #receive(hook: Hook, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, keys, trustedProxies } = this.#services;
    const ip = clientIp(request, trustedProxies);
    const strangerWaitMs = this.#limits.arrive(hook, ip, clock.now());
    if (strangerWaitMs > 0) return refuseTooMany(response, strangerWaitMs);
    const headers = plainHeaders(request.headers);
    const read = await readBody(request, HOOK_BODY_MAX_BYTES);
    if (read.kind === "aborted") return;
    const now = clock.now();
    const arrived: Arrived = {
      receivedAt: now,
      headers: safeHeaders(headers, proofHeader(hook)),
      text: null,
      bodyBytes: 0,
      hasRoom: true,
    };
    if (read.kind === "too-large") {
      const announced = Number(headers["content-length"] ?? 0);
      const bodyBytes = Math.max(announced, HOOK_BODY_MAX_BYTES + 1);
      const refusal = tooLarge();
      if (this.#unproven.allows(hook.id, now)) await this.#refuse(hook, { ...arrived, bodyBytes }, refusal);
      answerRefusal(response, refusal, { connection: "close" });
      return;
    }
    const { bytes } = read;
    const text = decodeBody(bytes);
    const whole: Arrived = { ...arrived, text, bodyBytes: bytes.length };
    const secret = hook.sealedSecret === null ? null : keys.decrypt(hook.sealedSecret);
    if (isWooCommercePing(hook, text)) return answerJson(response, 200, { success: true });
    const unproven = whyUnproven(hook, secret, { headers, bytes }, now);
    if (unproven) {
      const refusal: Refusal = { status: 401, code: "unproven", reason: unproven };
      if (this.#unproven.allows(hook.id, now)) await this.#refuse(hook, whole, refusal);
      answerRefusal(response, refusal, hook.scheme === "basic" ? { "www-authenticate": "Basic" } : {});
      return;
    }
    const waitMs = this.#limits.prove(hook, ip, now);
    if (waitMs > 0) return refuseTooMany(response, waitMs);
    const body = parseHookBody(headers["content-type"], text);
    if (body.kind === "refused") {
      if (this.#unreadable.allows(hook.id, now)) await this.#refuse(hook, whole, body.refusal);
      answerRefusal(response, body.refusal);
      return;
    }
    if (hook.offAt !== null && !(await this.#waiting.admits(hook.id, bytes.length, now))) {
      const retry = { "retry-after": String(WAITING_RETRY_AFTER_S) };
      answerError(response, 429, "full", "This hook is off, and as much waits for it as it can keep", retry);
      return;
    }
    const hasRoom = hook.offAt !== null || this.#room.admits(hook.id, sizeOf(whole), now);
    const kept = { ...whole, hasRoom };
    const taken = await takeRequest(this.#services, hook, kept, { headers, body: body.value });
    const { refusal } = taken;
    if (refusal && !(refusal.code === "no-person" && GIVES_UP.has(hook.scheme)))
      answerRefusal(response, refusal);
    else {
      await this.#markReceived(hook.id, now);
      answerJson(response, 202, { success: true, ...outcomes[taken.verdict] });
    }
  }

  async #refuse(hook: Hook, arrived: Arrived, { reason }: Refusal): Promise<void> {
    const requestId = readHeaderId(arrived.headers)?.slice(0, REQUEST_ID_MAX_CHARS) ?? null;
    const kept = arrived.bodyBytes > USELESS_BODY_MAX_BYTES ? { ...arrived, text: null } : arrived;
    await keepReceipt(this.#services.db, hook, kept, { verdict: "refused", reason, requestId });
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

/**
 * Programs that stop sending when their requests are refused again and again, and of which some rightly name nobody, such
 * as a checkout before the address is typed. The inbox says what is missing.
 */
const GIVES_UP: ReadonlySet<HookScheme> = new Set(["shopify", "stripe", "github", "hmac"]);

/** What the sender is told beside that its request has arrived. What the owner leaves out is no fault of the sender. */
const outcomes = {
  taken: {},
  duplicate: { duplicate: true },
  waiting: { waiting: true },
  refused: { leftOut: true },
} as const;

/** About what a receipt takes up. */
function sizeOf({ headers, bodyBytes }: Arrived): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, bodyBytes);
}

function refuseTooMany(response: ServerResponse, waitMs: number): void {
  const retry = { "retry-after": String(Math.ceil(waitMs / 1000)) };
  answerError(response, 429, "too-many", "Too many requests at once; try again", retry);
}

function tooLarge(): Refusal {
  const values = { maxKb: HOOK_BODY_MAX_BYTES / 1024 };
  return { status: 413, code: "too-large", reason: { code: "hook.too-large", values } };
}

function answerRefusal(
  response: ServerResponse,
  { status, code, reason }: Refusal,
  headers: Record<string, string> = {},
): void {
  answerError(response, status, code, word(wordReason(reason.code, reason.values)), headers);
}
