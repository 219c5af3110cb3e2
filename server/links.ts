import type { Channel } from "#workflows/node.ts";
import { channels } from "#workflows/node.ts";
import type { Env } from "./env.ts";
import type { Keys } from "./keys.ts";

/** What an unsubscribe link stands for. */
export interface UnsubscribeTarget {
  profileId: number;
  channel: Channel;
  topic: string;
}

/** What the link in a mail that asks for a confirmation stands for. */
export interface ConfirmTarget {
  profileId: number;
  channel: Channel;
  /** What the mail asks about. */
  topics: string[];
  /** The keyed hash of the address that it was sent to. */
  addressHash: string;
  askedAt: number;
  expiresAt: number;
}

const PURPOSE = "unsubscribe";
const CONFIRM_PURPOSE = "confirm";
const PREFERENCES_PURPOSE = "preferences";

/** The address that links in messages start with. */
export function publicUrl(env: Env): string {
  return env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
}

/** A signed link that needs no sign-in and never expires: people keep old mails. */
export function unsubscribeUrl(env: Env, keys: Keys, target: UnsubscribeTarget): string {
  const payload = Buffer.from(JSON.stringify([target.profileId, target.channel, target.topic])).toString(
    "base64url",
  );
  return `${publicUrl(env)}/unsubscribe/${payload}.${keys.sign(PURPOSE, payload)}`;
}

/** What the token of such a link stands for; null when it is not one of ours. */
export function readUnsubscribeToken(keys: Keys, token: string): UnsubscribeTarget | null {
  const [payload, signature] = token.split(".");
  if (!payload || !signature || !keys.isSigned(PURPOSE, payload, signature)) return null;
  const [profileId, channel, topic] = JSON.parse(
    Buffer.from(payload, "base64url").toString("utf8"),
  ) as unknown[];
  const known = channels.find((name) => name === channel);
  return known && typeof profileId === "number" && typeof topic === "string"
    ? { profileId, channel: known, topic }
    : null;
}

/** A signed link to the page where a customer chooses what to get. Like the one to unsubscribe it never expires. */
export function preferencesUrl(env: Env, keys: Keys, profileId: number): string {
  return `${publicUrl(env)}${preferencesPath(keys, profileId)}`;
}

/** The same, as pages of this server lead to it. */
export function preferencesPath(keys: Keys, profileId: number): string {
  const payload = Buffer.from(JSON.stringify([profileId])).toString("base64url");
  return `/preferences/${payload}.${keys.sign(PREFERENCES_PURPOSE, payload)}`;
}

/** Whose page such a token opens; null when it is not one of ours. */
export function readPreferencesToken(keys: Keys, token: string): number | null {
  const [payload, signature] = token.split(".");
  if (!payload || !signature || !keys.isSigned(PREFERENCES_PURPOSE, payload, signature)) return null;
  const [profileId] = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as unknown[];
  return typeof profileId === "number" ? profileId : null;
}

/** A signed link by which whoever reads the mail at an address says yes to more of it. */
export function confirmUrl(env: Env, keys: Keys, target: ConfirmTarget): string {
  const { profileId, channel, topics, addressHash, askedAt, expiresAt } = target;
  const fields = [profileId, channel, topics, addressHash, askedAt, expiresAt];
  const payload = Buffer.from(JSON.stringify(fields)).toString("base64url");
  return `${publicUrl(env)}/confirm/${payload}.${keys.sign(CONFIRM_PURPOSE, payload)}`;
}

/** What the token of such a link stands for, also when it has expired; null when it is not one of ours. */
export function readConfirmToken(keys: Keys, token: string): ConfirmTarget | null {
  const [payload, signature] = token.split(".");
  if (!payload || !signature || !keys.isSigned(CONFIRM_PURPOSE, payload, signature)) return null;
  const [profileId, channel, asked, addressHash, askedAt, expiresAt] = JSON.parse(
    Buffer.from(payload, "base64url").toString("utf8"),
  ) as unknown[];
  const known = channels.find((name) => name === channel);
  // Links of earlier mails name one topic.
  const topics = typeof asked === "string" ? [asked] : asked;
  const isWhole =
    typeof profileId === "number" &&
    isTexts(topics) &&
    typeof addressHash === "string" &&
    typeof askedAt === "number" &&
    typeof expiresAt === "number";
  return known && isWhole ? { profileId, channel: known, topics, addressHash, askedAt, expiresAt } : null;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** Addresses that a customer's mail program could never open. */
export function publicUrlProblem(env: Env): "not-set" | "local" | null {
  if (!env.PUBLIC_URL) return "not-set";
  const { hostname } = new URL(env.PUBLIC_URL);
  return hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname.startsWith("127.") ||
    hostname === "[::1]"
    ? "local"
    : null;
}

/** The keyed hash under which an address is suppressed: it outlives the person without telling the address. */
export function addressHash(keys: Keys, channel: Channel, address: string): string {
  return keys.sign(
    "suppression",
    `${channel}:${channel === "email" ? address.trim().toLowerCase() : address}`,
  );
}
