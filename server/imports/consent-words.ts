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

/** May be that of an account, which has agreed to nothing. */
const ACTIVE = "active";

/**
 * What a cell of a consent column says; null when it says nothing, "unreadable" when nobody can tell. Whether "active"
 * is a yes depends on the tool that wrote it; elsewhere it says nothing.
 */
export function readConsent(cell: string, activeIsYes: boolean): RowConsent | "unreadable" | null {
  const said = cell.split(/[,;|]/).map(plain).filter(Boolean);
  if (said.length === 0) return null;
  // A list of the channels that somebody agreed to.
  if (said.includes("email") && said.every((word) => CHANNELS.has(word))) return "granted";
  const states = said.map((word) => {
    if (word === ACTIVE) return activeIsYes ? "granted" : null;
    return CHANNELS.has(word) ? "not-agreed" : meanings.get(word);
  });
  return states.includes(undefined) ? "unreadable" : strictest(states.map((state) => state ?? null));
}

/** Whether a cell says no in words that are about mail, and not about an account or a subscription that is paid for. */
export function refusesMail(cell: string): boolean {
  return /unsub|optout|optedout|cleaned|bounce|complain|spam/.test(plain(cell));
}

const NOTHING = new Set([
  ...["no", "false", "n", "none", "null", "never", "na", "unknown", "notset"],
  ...["subscribed", "active", "optin", "optedin"],
]);
/** What programs write into a column of dates that has none: "", "0000-00-00", "0001-01-01T00:00:00", "1/1/0001". */
const EMPTY = /^(0*|00010101[0tz]*|0?10?10001[0-9am]*)$/;

/** Of a column that is filled for those who unsubscribed: with yes, a date, or a reason. Anything but a no counts. */
export function readUnsubscribed(cell: string): RowConsent | null {
  if (saysNothing(plain(cell))) return null;
  return meanings.get(plain(cell)) === "suppressed" ? "suppressed" : "withdrawn";
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
    .filter((word) => !saysNothing(word));
  if (reasons.length === 0) return null;
  return reasons.every((reason) => UNSUBSCRIBES.has(reason)) ? "withdrawn" : "suppressed";
}

/**
 * Of the answers that somebody gave to topics of mail, as `{"topics":{"news":false}}` or one of them alone. A no to one
 * is a no; a yes to one is not a yes to everything, and says nothing.
 */
export function readTopics(cell: string): RowConsent | "unreadable" | null {
  try {
    const answers = /^[[{]/.test(cell) ? answersIn(JSON.parse(cell)) : [cell];
    const said = answers.map((answer) => readConsent(answer, true));
    if (said.includes("unreadable")) return "unreadable";
    return said.some((state) => state !== null && state !== "granted") ? "withdrawn" : null;
  } catch {
    return "unreadable";
  }
}

function answersIn(value: unknown): string[] {
  if (typeof value !== "object") return [String(value)];
  return value === null ? [] : Object.values(value).flatMap(answersIn);
}

/** The strictest of what several columns say; null when none says anything. */
export function strictest(said: readonly (RowConsent | null)[]): RowConsent | null {
  return STRICTNESS.find((state) => said.includes(state)) ?? null;
}

function saysNothing(word: string): boolean {
  return NOTHING.has(word) || EMPTY.test(word);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
