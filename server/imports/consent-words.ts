/**
 * What a row says of agreeing to marketing emails, from the strictest on. "not-agreed": it says that the person never
 * did, which takes nothing back, and keeps the owner's word for everybody from counting for this one.
 */
export type RowConsent = "suppressed" | "withdrawn" | "not-agreed" | "pending" | "granted";

const STRICTNESS: readonly RowConsent[] = ["suppressed", "withdrawn", "not-agreed", "pending", "granted"];

const words: Record<RowConsent, readonly string[]> = {
  granted: [
    "subscribed",
    "optin",
    "optedin",
    "confirmed",
    "granted",
    "yes",
    "true",
    "1",
    "y",
    "active",
    "agreed",
    "optedinexplicit",
    "doubleoptin",
    "singleoptin",
  ],
  pending: ["pending", "unconfirmed", "waiting", "notconfirmed"],
  "not-agreed": [
    "neversubscribed",
    "nonsubscribed",
    "notsubscribed",
    "transactional",
    "no",
    "false",
    "0",
    "n",
    "none",
    "unknown",
    "never",
    "notset",
  ],
  withdrawn: [
    "unsubscribed",
    "unsubscribe",
    "optout",
    "optedout",
    "withdrawn",
    "revoked",
    "inactive",
    "removed",
    "archived",
  ],
  suppressed: [
    "suppressed",
    "cleaned",
    "bounced",
    "bounce",
    "hardbounce",
    "hardbounced",
    "complained",
    "complaint",
    "spam",
    "spamcomplaint",
    "invalid",
    "blocked",
    "blacklisted",
  ],
};
const meanings = new Map(STRICTNESS.flatMap((state) => words[state].map((word) => [word, state] as const)));

const CHANNELS = new Set(["email", "sms", "web", "mobile", "directmail", "push", "whatsapp"]);

/** What a cell of a consent column says; null when it is empty, "unreadable" when nobody can tell. */
export function readConsent(cell: string): RowConsent | "unreadable" | null {
  const said = cell.split(/[,;|]/).map(plain).filter(Boolean);
  if (said.length === 0) return null;
  // A list of the channels that somebody agreed to.
  if (said.includes("email") && said.every((word) => CHANNELS.has(word))) return "granted";
  const states = said.map((word) => (CHANNELS.has(word) ? "not-agreed" : meanings.get(word)));
  return states.includes(undefined) ? "unreadable" : strictest(states.map((state) => state ?? null));
}

const NOTHING = new Set(["", "no", "false", "0", "n", "none", "null", "never", "na", "subscribed", "active"]);

/** Of a column that is filled for those who unsubscribed: with yes, a date, or a reason. Anything but a no counts. */
export function readUnsubscribed(cell: string): RowConsent | null {
  return NOTHING.has(plain(cell)) ? null : "withdrawn";
}

const UNSUBSCRIBES = new Set([
  "unsubscribe",
  "unsubscribed",
  "unsubscription",
  "usersuppressed",
  "manual",
  "optout",
]);

/** Of a column that is filled for addresses that must not be written to: with yes, a date, or a list of reasons. */
export function readSuppressed(cell: string): RowConsent | null {
  const reasons = cell
    .split(/[,;|]/)
    .map(plain)
    .filter((word) => !NOTHING.has(word));
  if (reasons.length === 0) return null;
  return reasons.every((reason) => UNSUBSCRIBES.has(reason)) ? "withdrawn" : "suppressed";
}

/** The strictest of what several columns say; null when none says anything. */
export function strictest(said: readonly (RowConsent | null)[]): RowConsent | null {
  return STRICTNESS.find((state) => said.includes(state)) ?? null;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
