import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { isBounceToken } from "#server/bounces/bounce-address.ts";
import { isSignedByMailgun, readMailgun } from "#server/bounces/services/mailgun.ts";
import { readPostmark } from "#server/bounces/services/postmark.ts";
import { isSignedByResend, readResend } from "#server/bounces/services/resend.ts";
import { isSignedBySendgrid, readSendgrid } from "#server/bounces/services/sendgrid.ts";
import { readSes } from "#server/bounces/services/ses.ts";
import { type FetchText, SnsReader } from "#server/bounces/services/sns.ts";
import type { ToldBounce } from "#server/bounces/services/told-bounce.ts";
import { takeTold } from "#server/bounces/take-told.ts";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { PROVIDER_NAMES, type ProviderName } from "#server/delivery/providers/config.ts";
import type { Keys } from "#server/keys.ts";
import type { Listeners } from "#server/notices/write.ts";
import type { Settings } from "#server/store/settings.ts";
import { answerError, answerJson } from "./answer.ts";
import { readPlainBody } from "./body.ts";

/** SendGrid's batches, the largest, have up to 768 kB. */
const BODY_MAX_BYTES = 2 * 1024 * 1024;
const door = /^\/bounces\/([a-z]{1,20})\/([\w-]{1,100})(?:\?.*)?$/;

interface DoorServices {
  db: Database;
  keys: Keys;
  clock: Clock;
  log: Logger;
  engine: { live: Listeners & { settings: Settings } };
  /** How certificates are fetched and subscriptions confirmed at Amazon SNS. */
  fetchText: FetchText;
}

type Read = { kind: "told"; told: ToldBounce[] } | { kind: "forged" } | { kind: "later" };

/** Where sending services tell of emails that came back or were called spam. */
export class BounceDoor {
  readonly #services: DoorServices;
  readonly #sns: SnsReader;

  constructor(services: DoorServices) {
    this.#services = services;
    this.#sns = new SnsReader(services.fetchText);
  }

  /** False when the request is not for this door. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const [, name, token] = door.exec(request.url ?? "") ?? [];
    if (name === undefined || token === undefined) return false;
    if (request.method !== "POST") {
      answerError(response, 405, "method-not-allowed", "Use POST", { allow: "POST" });
      return true;
    }
    const service = PROVIDER_NAMES.find((known) => known === name);
    const { keys, engine } = this.#services;
    if (!service || !isBounceToken(keys, engine.live.settings.bounceDoor, token)) {
      answerError(response, 404, "unknown-address", "There is nothing at this address");
      return true;
    }
    await this.#take(service, request, response);
    return true;
  }

  async #take(service: ProviderName, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readPlainBody(request, BODY_MAX_BYTES);
    if (body.kind === "aborted") return;
    if (body.kind === "too-large") return answerError(response, 413, "too-large", "The body is too large");
    const json = body.kind === "ok" ? parse(body.bytes) : undefined;
    if (body.kind !== "ok" || json === undefined)
      return answerError(response, 400, "not-json", "The body is not JSON");
    const read = await this.#read(service, json, { headers: plainHeaders(request), bytes: body.bytes });
    if (read.kind === "forged") {
      this.#services.log.warn({ service }, "what told of a bounce was not signed as it should be");
      return answerError(response, 401, "wrong-signature", "The signature is missing or does not fit");
    }
    if (read.kind === "later")
      return answerError(response, 503, "later", "The signature could not be checked now; try again later");
    const { db, keys, clock, engine } = this.#services;
    const recorded = await takeTold({ db, keys, clock, live: engine.live }, read.told);
    answerJson(response, 200, { recorded });
  }

  async #read(
    service: ProviderName,
    json: unknown,
    request: { headers: Record<string, string>; bytes: Buffer },
  ): Promise<Read> {
    const key = this.#key(service);
    switch (service) {
      case "ses":
        return await this.#readSns(json);
      case "postmark":
        return { kind: "told", told: readPostmark(json) };
      case "sendgrid":
        if (key !== null && !isSignedBySendgrid(key, request)) return { kind: "forged" };
        return { kind: "told", told: readSendgrid(json) };
      case "mailgun":
        if (key !== null && !isSignedByMailgun(key, json)) return { kind: "forged" };
        return { kind: "told", told: readMailgun(json) };
      case "resend":
        if (key !== null && !isSignedByResend(key, request, this.#services.clock.now()))
          return { kind: "forged" };
        return { kind: "told", told: readResend(json) };
    }
  }

  async #readSns(json: unknown): Promise<Read> {
    const message = await this.#sns.read(json);
    if (message.kind === "forged") return { kind: "forged" };
    if (message.kind === "unchecked") return { kind: "later" };
    if (message.kind === "notification") return { kind: "told", told: readSes(parse(message.message)) };
    if (message.kind === "confirmation") {
      if ((await this.#services.fetchText(message.url)) === null) return { kind: "later" };
      this.#services.log.info("Amazon SNS tells of bounces from now on");
    }
    return { kind: "told", told: [] };
  }

  #key(service: ProviderName): string | null {
    const { keys, engine } = this.#services;
    const sealed = engine.live.settings.bounceDoor?.sealedKeys[service];
    return sealed === undefined ? null : keys.decrypt(sealed);
  }
}

/** Undefined when it is no JSON. */
function parse(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value[0] ?? "") : (value ?? ""),
    ]),
  );
}
