import type { Steps } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { freePlaces, type Place, takePlace } from "#server/store/claimed-mail.ts";
import type { DueMessage } from "#server/store/due-messages.ts";
import type { Message } from "#server/store/messages.ts";
import {
  CLAIMED_PER_ADDRESS_PER_DAY,
  CLAIMED_PER_HOUR,
  claimedAgainAt,
  type SendFacts,
} from "#workflows/decide-send.ts";
import { isAskedFromBrowser } from "./confirmation.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PURPOSE = "claimed-mail";

/**
 * Whether a stranger may have had this email sent: the address came with a write key, which anybody can read in a web
 * page, or somebody with one asked for the confirmation.
 */
export function isToClaimed({ message, profile }: Pick<DueMessage, "message" | "profile">): boolean {
  const { content } = message;
  if (content.channel !== "email" || content.team) return false;
  return profile.emailClaimed || isAskedFromBrowser(message);
}

/** How much of their limits such emails have used; null for other messages. */
export function* claimedFacts(keys: Keys, due: DueMessage, now: number): Steps<SendFacts["claimed"]> {
  if (!isToClaimed(due)) return null;
  const ofHour = hourPlaces(keys);
  const ofAddress = addressPlaces(keys, due.message);
  const free = new Set(yield* freePlaces([...ofHour, ...ofAddress], now));
  const used = (places: Place[]) => places.filter((place) => !free.has(place)).length;
  const againAt = claimedAgainAt(due.message.key, due.message.createdAt, now);
  return { inAll: used(ofHour), toAddress: used(ofAddress), againAt };
}

/** Takes the places of an email that goes out; false when somebody else has just taken the last. */
export function* takePlaces(keys: Keys, message: Message, now: number): Steps<boolean> {
  for (const places of [hourPlaces(keys), addressPlaces(keys, message)]) {
    if (places.length === 0) continue;
    const [place] = yield* freePlaces(places, now);
    if (!place || !(yield* takePlace(place, now))) return false;
  }
  return true;
}

function hourPlaces(keys: Keys): Place[] {
  return numbered(CLAIMED_PER_HOUR, HOUR_MS, (number) => keys.sign(PURPOSE, `hour:${number}`));
}

/** None for a further try of the same message: it took its place with the first one. */
function addressPlaces(keys: Keys, { channel, endpoint, attempts }: Message): Place[] {
  if (attempts > 0) return [];
  // What stands behind a plus sign leads to the same mailbox.
  const hash = addressHash(keys, channel, endpoint.replace(/\+[^@]*@/, "@"));
  return numbered(CLAIMED_PER_ADDRESS_PER_DAY, DAY_MS, (number) => keys.sign(PURPOSE, `${hash}:${number}`));
}

/** The names are signatures, so that nobody can take places by sending them as ids. */
function numbered(count: number, forMs: number, nameOf: (number: number) => string): Place[] {
  return Array.from({ length: count }, (_, number) => ({ name: nameOf(number), forMs }));
}
