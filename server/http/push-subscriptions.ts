import type { IncomingMessage, ServerResponse } from "node:http";
import type { Database, Steps } from "#server/database/database.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import type { Keys } from "#server/keys.ts";
import { type Browser, endBrowser, replaceBrowser, subscribeBrowser } from "#server/store/browsers.ts";
import type { ConsentChange } from "#server/store/consents.ts";
import { isLinkId } from "#server/store/merge.ts";
import { findProfileByExternalId, hasAnonymousId } from "#server/store/profiles.ts";
import { answerError, answerJson } from "./answer.ts";
import type { ApiKeyHolder } from "./api-keys.ts";
import { type BrowserDoorServices, readBrowserBody, refuseBody } from "./browser-body.ts";
import { answerPreflight, openToBrowsers } from "./cors.ts";
import { ending, subscribing } from "./push-subscription-schemas.ts";

export const PUSH_BODY_MAX_BYTES = 8 * 1024;
const USER_AGENT_MAX_CHARS = 500;
/** A browser subscribes once, so each try weighs as much as so many events of the same address. */
const SUBSCRIPTION_WEIGHT_EVENTS = 200;
const KEY_FRESH_S = 5 * 60;
/** A profile that was merged away in between is looked for once more. */
const TRIES_MAX = 2;

const SUBSCRIPTIONS = "/v1/push-subscriptions";
const KEY = "/v1/push-key";

export interface PushServices extends BrowserDoorServices {
  db: Database;
  keys: Keys;
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
    const allowed = { maxBytes: PUSH_BODY_MAX_BYTES, weight: SUBSCRIPTION_WEIGHT_EVENTS };
    const sent = await readBrowserBody(this.#services, request, response, allowed);
    if (!sent) return;
    if (method === "DELETE") await this.#end(sent.json, response);
    else await this.#subscribe(sent.json, sent.holder, request, response);
  }

  async #subscribe(
    json: unknown,
    holder: ApiKeyHolder,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const parsed = subscribing.safeParse(json);
    if (!parsed.success) return refuseBody(response, parsed.error);
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
    if (!parsed.success) return refuseBody(response, parsed.error);
    const { db, clock, profileChanged } = this.#services;
    const profileId = await db.transaction((tx) => endBrowser(tx, parsed.data.endpoint, clock.now()));
    if (profileId !== null) await profileChanged(profileId);
    answerJson(response, 200, { success: true });
  }
}
