import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps } from "#server/database/database.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import type { Keys } from "#server/keys.ts";
import { type Browser, endBrowser, replaceBrowser, subscribeBrowser } from "#server/store/browsers.ts";
import type { ConsentChange } from "#server/store/consents.ts";
import { isLinkId } from "#server/store/merge.ts";
import { findProfileByExternalId, hasAnonymousId } from "#server/store/profiles.ts";
import { answerError, answerJson } from "./answer.ts";
import type { ApiKeyHolder, ApiKeys } from "./api-keys.ts";
import { readBody } from "./body.ts";
import { clientIp } from "./client-ip.ts";
import { answerPreflight, openToBrowsers } from "./cors.ts";
import { isTaken, readKey } from "./events.ts";
import { ending, subscribing } from "./push-subscription-schemas.ts";
import type { RefusedKeys } from "./refused-keys.ts";
import { harmless, type JsonBody, parseJsonBody } from "./segment-json.ts";
import type { EventLimits } from "./segment-limits.ts";

export const PUSH_BODY_MAX_BYTES = 8 * 1024;
const USER_AGENT_MAX_CHARS = 500;
/** A browser subscribes once, so each try weighs as much as so many events of the same address. */
const SUBSCRIPTION_WEIGHT_EVENTS = 200;
const KEY_FRESH_S = 5 * 60;
/** A profile that was merged away in between is looked for once more. */
const TRIES_MAX = 2;

const SUBSCRIPTIONS = "/v1/push-subscriptions";
const KEY = "/v1/push-key";

export interface PushServices {
  clock: Clock;
  db: Database;
  keys: Keys;
  apiKeys: ApiKeys;
  limits: EventLimits;
  refusedKeys: RefusedKeys;
  trustedProxies: number;
  setConsent(change: ConsentChange): Steps<void>;
  accept(items: IntakeItem[]): Promise<IntakeResult[]>;
  profileChanged(profileId: number): Promise<void>;
}

/**
 * The door at which browsers on the shop's own site subscribe to web push. Whoever knows an endpoint may move or end it:
 * only the browser and its push service do.
 */
export class PushSubscriptionDoor {
  readonly #services: PushServices;

  constructor(services: PushServices) {
    this.#services = services;
  }

  /** False when the path is not its own. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = (request.url ?? "").split("?", 1)[0]!;
    if (path !== SUBSCRIPTIONS && path !== KEY) return false;
    openToBrowsers(response);
    const methods = path === KEY ? ["GET"] : ["POST", "DELETE"];
    const method = request.method ?? "";
    if (method === "OPTIONS") answerPreflight(response, methods.join(", "));
    else if (!methods.includes(method)) {
      const message = `Send a ${methods.join(" or ")} request`;
      answerError(response, 405, "method", message, { allow: methods.join(", ") });
    } else if (path === KEY) {
      const { publicKey } = this.#services.keys.vapid;
      answerJson(response, 200, { publicKey }, { "cache-control": `public, max-age=${KEY_FRESH_S}` });
    } else await this.#change(method, request, response);
    return true;
  }

  async #change(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, limits, refusedKeys, trustedProxies } = this.#services;
    if (!isTaken(request.headers["content-type"])) {
      const message = "The content type must be application/json or text/plain";
      return answerError(response, 415, "content-type", message);
    }
    const ip = () => clientIp(request, trustedProxies);
    const refusedMs = refusedKeys.waitMs(ip(), clock.now());
    if (refusedMs > 0) return refuseTooMany(response, refusedMs);
    const body = await readBody(request, PUSH_BODY_MAX_BYTES);
    if (body.kind === "aborted") return;
    if (body.kind === "too-large") {
      const message = `The body is larger than ${PUSH_BODY_MAX_BYTES / 1024} kB`;
      answerError(response, 413, "too-large", message, { connection: "close" });
      return;
    }
    const read = readFields(body.bytes);
    const key = readKey(request, read.kind === "ok" ? read.json : null);
    const holder = this.#authorise(key);
    if (!holder) {
      refusedKeys.count(ip(), clock.now());
      if (key === null && read.kind === "refused") answerError(response, 400, "malformed", read.message);
      else answerError(response, 401, "unauthorized", "The key is missing, wrong or revoked");
      return;
    }
    const waitMs = limits.take(holder, ip, SUBSCRIPTION_WEIGHT_EVENTS, clock.now());
    if (waitMs > 0) refuseTooMany(response, waitMs);
    else if (read.kind === "refused") answerError(response, 400, "malformed", read.message);
    else if (method === "DELETE") await this.#end(read.json, response);
    else await this.#subscribe(read.json, holder, request, response);
  }

  #authorise(key: string | null): ApiKeyHolder | null {
    if (key === null) return null;
    const { apiKeys } = this.#services;
    const holder = apiKeys.find(key);
    const mayWrite = holder?.kind === "write" || apiKeys.allows(key, "events:write");
    return mayWrite ? holder : null;
  }

  async #subscribe(
    json: unknown,
    holder: ApiKeyHolder,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const parsed = subscribing.safeParse(json);
    if (!parsed.success) return refuse(response, parsed.error);
    const { userId, anonymousId, replaces, agreed, ...rest } = parsed.data;
    const { apiKeys, clock } = this.#services;
    const now = clock.now();
    const userAgent = request.headers["user-agent"]?.slice(0, USER_AGENT_MAX_CHARS) ?? null;
    const browser = { ...rest.subscription, userAgent, at: now };
    if (typeof replaces === "string") {
      const profileId = await this.#services.db.transaction((tx) => replaceBrowser(tx, replaces, browser));
      if (profileId === null) answerError(response, 404, "unknown-subscription", "It was not subscribed");
      else {
        apiKeys.markUsed(holder.id, now);
        // The old one may have ended long ago: then the person can be reached again.
        await this.#services.profileChanged(profileId);
        answerJson(response, 200, { success: true });
      }
      return;
    }
    if (!userId && !anonymousId) {
      answerError(response, 400, "invalid", "userId or anonymousId is missing");
      return;
    }
    const isPublic = holder.kind === "write";
    if (isPublic && userId && !(await this.#isTheirs(userId, anonymousId ?? null))) {
      const message = "Identify this customer from the same browser first";
      answerError(response, 403, "not-identified", message);
      return;
    }
    const identity = { externalId: userId ?? null, anonymousId: anonymousId ?? null };
    // Anybody could say that somebody who has withdrawn agrees.
    await this.#attach({ ...identity, isPublic }, { browser, agreed: agreed && !isPublic });
    apiKeys.markUsed(holder.id, now);
    answerJson(response, 200, { success: true });
  }

  /** A customer's id alone can be guessed: it has to be a browser that they were identified in before, or nobody's yet. */
  async #isTheirs(userId: string, anonymousId: string | null): Promise<boolean> {
    if (anonymousId === null || isLinkId(anonymousId)) return false;
    return await this.#services.db.transaction(function* () {
      const profile = yield* findProfileByExternalId(userId);
      return !profile || (yield* hasAnonymousId(profile, anonymousId));
    });
  }

  /** To whom the ids belong is for the intake to say, as with every event. */
  async #attach(
    person: Pick<IntakeItem, "externalId" | "anonymousId" | "isPublic">,
    { browser, agreed }: { browser: Browser; agreed: boolean },
  ): Promise<void> {
    const { db, accept, setConsent, profileChanged } = this.#services;
    for (let tried = 1; ; tried += 1) {
      const [result] = await accept([
        {
          ...{ ...person, kind: "identify", messageId: null, at: browser.at, receivedAt: browser.at },
          ...{ traits: { fields: {}, attributes: {} }, consent: [] },
        },
      ]);
      if (result?.kind !== "accepted") throw new Error("a subscription without a message id was a repeat");
      const { profileId } = result;
      const isThere = await db.transaction((tx) =>
        subscribeBrowser(tx, profileId, { browser, agreed, setConsent }),
      );
      if (isThere) return await profileChanged(profileId);
      if (tried === TRIES_MAX) throw new Error("the profile of a subscription was gone twice");
    }
  }

  async #end(json: unknown, response: ServerResponse): Promise<void> {
    const parsed = ending.safeParse(json);
    if (!parsed.success) return refuse(response, parsed.error);
    const { db, clock, profileChanged } = this.#services;
    const profileId = await db.transaction((tx) => endBrowser(tx, parsed.data.endpoint, clock.now()));
    if (profileId !== null) await profileChanged(profileId);
    answerJson(response, 200, { success: true });
  }
}

function refuse(response: ServerResponse, error: z.ZodError): void {
  const issue = error.issues[0]!;
  answerError(response, 400, "invalid", `${issue.path.join(".")} ${issue.message}`.trim());
}

function refuseTooMany(response: ServerResponse, waitMs: number): void {
  const headers = { "retry-after": String(Math.ceil(waitMs / 1000)) };
  answerError(response, 429, "too-many", "Too many requests at once; try again", headers);
}

/** Without what no database can hold. */
function readFields(bytes: Buffer): JsonBody {
  const read = parseJsonBody(bytes);
  if (read.kind === "refused" || typeof read.json !== "object" || read.json === null) return read;
  const safe = harmless(read.json, read.unstorable);
  return safe.kind === "refused" ? safe : { ...read, json: safe.value };
}
