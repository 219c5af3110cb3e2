import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#server/clock.ts";
import { readClick, readOpen, TOKEN_MAX_CHARS } from "#server/delivery/tracked-links.ts";
import type { Interactions } from "#server/engine/interactions.ts";
import { trackingSecret } from "#server/engine/message-tracking.ts";
import type { Keys } from "#server/keys.ts";
import { answerError } from "./answer.ts";
import { Buckets } from "./buckets.ts";

/** Visits of one message that are noted: so many at once, then one a second. Links work all the same. */
const VISITS_AT_ONCE_MAX = 20;
const VISITS_PER_SECOND_MAX = 1;
const USER_AGENT_MAX_CHARS = 400;
const door = /^\/(c|o)\/([\w.-]+)(?:\?.*)?$/;
/** The smallest picture that shows nothing: one transparent pixel. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** Where the links and the picture of a message lead. Nothing here waits for the database, and no cookie is set. */
export class TrackingDoor {
  readonly #clock: Clock;
  readonly #secret: string;
  readonly #interactions: Pick<Interactions, "note">;
  readonly #perMessage = new Buckets<number>(VISITS_PER_SECOND_MAX, VISITS_AT_ONCE_MAX);

  constructor({
    clock,
    keys,
    interactions,
  }: { clock: Clock; keys: Keys; interactions: Pick<Interactions, "note"> }) {
    this.#clock = clock;
    this.#secret = trackingSecret(keys);
    this.#interactions = interactions;
  }

  /** False when the request is not for this door. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const [, kind, token] = door.exec(request.url ?? "") ?? [];
    if (kind === undefined || token === undefined) return false;
    if (request.method !== "GET" && request.method !== "HEAD")
      answerError(response, 405, "method-not-allowed", "Use GET", { allow: "GET, HEAD" });
    else if (kind === "c") this.#click(request, response, token);
    else this.#open(request, response, token);
    return true;
  }

  /** Leads on to the address that the signature covers, and to no other. */
  #click(request: IncomingMessage, response: ServerResponse, token: string): void {
    const click = token.length > TOKEN_MAX_CHARS ? null : readClick(this.#secret, token);
    if (!click) {
      response.writeHead(404, { ...HEADERS, "content-type": "text/plain; charset=utf-8" });
      response.end("This link is not complete. Open it again from the message that it came with.\n");
      return;
    }
    response.writeHead(302, { ...HEADERS, location: click.url });
    response.end();
    this.#note(request, { kind: "clicked", ...click });
  }

  /** The picture comes whatever the token is: a broken one would show in somebody's mail. */
  #open(request: IncomingMessage, response: ServerResponse, token: string): void {
    const open = token.endsWith(".gif") ? readOpen(this.#secret, token.slice(0, -".gif".length)) : null;
    response.writeHead(200, { ...HEADERS, "content-type": "image/gif", "content-length": PIXEL.length });
    response.end(request.method === "HEAD" ? undefined : PIXEL);
    if (open) this.#note(request, { kind: "opened", messageId: open.messageId, url: null });
  }

  #note(
    { method, headers }: IncomingMessage,
    visit: { kind: "opened" | "clicked"; messageId: number; url: string | null },
  ): void {
    const at = this.#clock.now();
    // Only programs ask for the head of a page.
    if (method === "HEAD" || !this.#perMessage.allows(visit.messageId, at)) return;
    const purposes = [headers["sec-purpose"], headers.purpose, headers["x-purpose"], headers["x-moz"]];
    this.#interactions.note({
      ...visit,
      at,
      userAgent: (headers["user-agent"] ?? "").slice(0, USER_AGENT_MAX_CHARS),
      prefetch: purposes.some((purpose) => /prefetch|prerender|preview/i.test(String(purpose ?? ""))),
    });
  }
}

/** Each visit must come here, and no search engine must list it. */
const HEADERS = {
  "cache-control": "no-store, private",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex, nofollow",
  "x-content-type-options": "nosniff",
};
