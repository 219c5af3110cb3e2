import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { readUnsubscribeToken } from "#server/links.ts";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { profileIdsSharing } from "#server/store/address-sharers.ts";
import { findUnitedProfile } from "#server/store/merge.ts";
import { answerError } from "./answer.ts";
import { readBody } from "./body.ts";

const BODY_MAX_BYTES = 4 * 1024;
const path = /^\/unsubscribe\/([\w.-]+)(?:\?.*)?$/;

/**
 * One-click unsubscribe (RFC 8058): a POST to the link itself, without cookies, sign-in or redirect for mail programs.
 * A GET is the page with the button, because scanners open every link in a mail. False when it is not a POST to it.
 */
export async function handleUnsubscribe(
  {
    db,
    keys,
    clock,
    engine: { live },
  }: { db: Database; keys: Keys; clock: Clock; engine: { live: Listeners } },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const token = request.method === "POST" ? path.exec(request.url ?? "")?.[1] : undefined;
  if (!token) return false;
  const body = await readBody(request, BODY_MAX_BYTES);
  const form = new URLSearchParams(body.kind === "ok" ? body.bytes.toString("utf8") : "");
  const target = readUnsubscribeToken(keys, token);
  if (!target) {
    answerError(response, 404, "unknown-link", "This unsubscribe link is not valid");
    return true;
  }
  const fromPage = form.get("from") === "page";
  const state = fromPage && form.get("do") === "subscribe" ? "granted" : "withdrawn";
  const source = fromPage ? "unsubscribe-link" : "one-click";
  const at = clock.now();
  await db.transaction(function* (_tx) {
    // Whoever the mail went to may have become one with another profile since.
    const profile = yield* findUnitedProfile(target.profileId);
    if (!profile) return;
    yield* setConsentAndTell(live, { ...target, profileId: profile.id, state, source, at });
    // Who asks not to be written to means the address, whatever other profiles have it too.
    if (state === "granted") return;
    for (const profileId of yield* profileIdsSharing(profile, target.channel))
      yield* setConsentAndTell(live, { ...target, profileId, state, source, at });
  });
  if (fromPage) response.writeHead(303, { location: `/unsubscribe/${token}?done=${state}` });
  else response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
  response.end(fromPage ? "" : "You are unsubscribed.\n");
  return true;
}
