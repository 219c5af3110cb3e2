import type { Database } from "#server/database/database.ts";
import { IN_APP_MESSAGES_MAX, type InAppAnswer, type InAppMessage } from "#server/http/in-app.ts";
import type { Keys } from "#server/keys.ts";
import {
  contentsOf,
  findReaderByAnonymousId,
  findReaderByExternalId,
  happenedTo,
  newestInApp,
  type Reader,
  saidOfInApp,
} from "#server/store/in-app-messages.ts";
import type { InAppSettings } from "#server/store/in-app-settings.ts";
import { isLinkId } from "#server/store/merge.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { consentFor } from "#workflows/topic-consent.ts";
import { inAppKey, isProven } from "./proof.ts";
import { messageToken } from "./token.ts";

const DAY_MS = 24 * 3_600_000;
/** The longest that a message is shown, and a month that it may have waited for quiet hours or a paused workflow. */
const LOOKED_BACK_MS = 120 * DAY_MS;

interface Asked {
  anonymousId?: string | null;
  userId?: string | null;
  userProof?: string | null;
  after?: number | null;
}

/**
 * The messages that a page may show to whoever is looking at it.
 *
 * A page's key is public, so what the page says of its visitor is only worth what nobody else could say. By a browser's
 * own id, which nobody can guess, come the messages of somebody of whom nothing else is known. As soon as a profile has
 * an id of the shop's, or an address that somebody vouches for, it is a person's: anybody could have said that their own
 * browser is that person's, so only the id with its proof counts. A `userId` without it is not looked up at all, so
 * that nothing in the answer hangs on whether there is such a person.
 */
export async function messagesFor(
  {
    db,
    keys,
    inApp,
  }: { db: Pick<Database, "execute" | "query" | "tables">; keys: Keys; inApp: InAppSettings },
  asked: Asked,
  now: number,
): Promise<Pick<InAppAnswer, "messages" | "person">> {
  const { userId = null, userProof = null, anonymousId = null, after = null } = asked;
  const isKnown =
    userId !== null &&
    (inApp.trustIds || (userProof !== null && isProven(inAppKey(keys, inApp), userId, userProof)));
  const reader = isKnown ? await findReaderByExternalId(db, userId) : await findVisitor(db, anonymousId);
  const person = isKnown ? "known" : userId === null ? "anonymous" : "unproven";
  if (!reader) return { messages: [], person };

  const rows = await newestInApp(db, { profileId: reader.id, since: now - LOOKED_BACK_MS });
  const waiting = rows
    .flatMap(({ id, rendered, createdAt, endedAt }) =>
      rendered?.channel === "in-app" && rendered.untilAt > now
        ? [{ messageId: id, rendered, at: endedAt ?? createdAt }]
        : [],
    )
    .filter(({ at }) => after === null || at > after);
  const unwanted = await unwantedAmong(
    db,
    reader.id,
    waiting.map(({ messageId }) => messageId),
  );
  const shown = waiting
    .filter(({ messageId }) => !unwanted.has(messageId))
    .sort((one, other) => other.at - one.at || other.messageId - one.messageId)
    .slice(0, IN_APP_MESSAGES_MAX);
  const happened = await happenedTo(
    db,
    shown.map(({ messageId }) => messageId),
  );
  const messages = shown.map(({ messageId, rendered, at }): InAppMessage => {
    const { display, position, title, body, buttonLabel, url, image, untilAt } = rendered;
    const has = (kind: string) => happened.some((one) => one.messageId === messageId && one.kind === kind);
    return {
      ...{ id: messageToken(keys, messageId), display, position, title, body, buttonLabel, url },
      ...(image && { image }),
      ...{ at, until: untilAt, seen: has("shown"), clicked: has("clicked"), dismissed: has("dismissed") },
    };
  });
  return { messages, person };
}

/** Those that were sent before the person said no to what they are about. */
async function unwantedAmong(
  db: Pick<Database, "query" | "tables">,
  profileId: number,
  messageIds: number[],
): Promise<Set<number>> {
  const said = messageIds.length === 0 ? [] : await saidOfInApp(db, profileId);
  if (!said.some(({ state }) => state === "withdrawn")) return new Set();
  const isUnwanted = (content: EffectContent) =>
    content.channel === "in-app" && !content.transactional && consentFor(said, content.topic) === "withdrawn";
  const contents = await contentsOf(db, messageIds);
  return new Set(contents.filter(({ content }) => isUnwanted(content)).map(({ id }) => id));
}

/** Somebody of whom no more is known than their browser. The ids of ours that links hold can be guessed, and are nobody's. */
async function findVisitor(
  db: Pick<Database, "execute">,
  anonymousId: string | null,
): Promise<Reader | undefined> {
  if (anonymousId === null || isLinkId(anonymousId)) return undefined;
  const reader = await findReaderByAnonymousId(db, anonymousId);
  return reader && isOnlyABrowser(reader) ? reader : undefined;
}

function isOnlyABrowser({ externalId, email, emailClaimed }: Reader): boolean {
  return externalId === null && (email === null || emailClaimed);
}
