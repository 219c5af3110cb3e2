import { type CapRule, wordCapRule } from "./caps.ts";
import type { EffectContent } from "./effect-content.ts";
import type { ConsentState } from "./facts.ts";
import { hashToUnit } from "./hash.ts";
import { type FilledPhrase, phrase } from "./phrase.ts";
import type { Reason } from "./reasons.ts";
import { consentRuleFor } from "./topic-consent.ts";

/** What quiet hours held back goes out over this time, so that not everybody is written to in one second. */
export const QUIET_RELEASE_MS = 15 * 60_000;

/** Emails of any kind that an address gets within a day while nobody has confirmed that it is the person's. */
export const CLAIMED_PER_ADDRESS_PER_DAY = 2;
/** Emails of any kind that all such addresses together get within an hour. */
export const CLAIMED_PER_HOUR = 30;

/** How long an email waits for one of these places before it is left out. */
export const CLAIMED_WAIT_MAX_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
/** A place is looked for again after a time between these two, so that not all that waits comes at once. */
const CLAIMED_AGAIN_MIN_MS = 10 * 60_000;
const CLAIMED_AGAIN_MAX_MS = 60 * 60_000;

/** When, on a full minute so that many are looked at together, an email that found no place of the hour looks again; null when it has waited long enough. */
export function claimedAgainAt(key: string, createdAt: number, now: number): number | null {
  const waitMs =
    CLAIMED_AGAIN_MIN_MS + hashToUnit(`${key}:${now}`) * (CLAIMED_AGAIN_MAX_MS - CLAIMED_AGAIN_MIN_MS);
  return now < createdAt + CLAIMED_WAIT_MAX_MS ? Math.ceil((now + waitMs) / MINUTE_MS) * MINUTE_MS : null;
}

/** What has to be known in the moment of sending. */
export interface SendFacts {
  /** Names the message: its share of the time over which held messages are spread follows from it. */
  key: string;
  /** When it should have gone out. */
  dueAt: number;
  /** The zone of the profile, or the shop's. */
  zone: string;
  /** The whole shop's switch is off. */
  sendingOff: boolean;
  /** False when the run has ended or was moved to another step since; true for a message outside a run. */
  runActive: boolean;
  /** Why its run is to be left, by a rule that holds now; null when none does. */
  exitRule: Reason | null;
  /** False for a message outside a workflow. */
  workflowPaused: boolean;
  /** Settings of its version that cannot be read, in words; null when all can. */
  unreadableSettings: FilledPhrase | null;
  /** When its workflow last went on after a pause; null for never, and outside a workflow. */
  resumedAt: number | null;
  /** How long before that a message may have been due. */
  staleAfterMs: number;
  /** Why this address must not be written to; null when it may. */
  suppressed: string | null;
  /** It asks for a confirmation, and has been answered since. */
  answered: boolean;
  /**
   * For an email that a stranger may have had sent, because the address came from a web page and nobody has confirmed
   * it: how many such went to this address within a day, and to all within an hour, and when to look again for a free
   * place of the hour (null when it has waited long enough). Null for every other message.
   */
  claimed: { toAddress: number; inAll: number; againAt: number | null } | null;
  consent: ConsentState;
  /** "soft": whoever has not withdrawn may be written to. */
  consentRule: "granted" | "soft";
  /** When the quiet hours that hold now end; null when none hold. */
  quietUntil: number | null;
  /** The limits for the channel, each with how many messages count towards it already. */
  caps: { rule: CapRule; used: number }[];
  /**
   * The most marketing emails of all in the shop's day, how many are out, and when the next day begins; null: no limit.
   * `staleSince`: when a message should have gone out that has waited for a place longer than its workflow allows.
   */
  warmUp: { max: number; used: number; until: number; staleSince: number | null } | null;
}

export type SendDecision =
  | { kind: "send" }
  | { kind: "skip"; reason: Reason }
  /** Stays queued: until a moment, or else until the cause is gone. */
  | { kind: "hold"; reason: Reason; until?: number };

const channelWords = {
  email: "email",
  "web-push": "web push",
  sms: "text message",
  whatsapp: "WhatsApp",
  "in-app": "in-app",
} as const;

/**
 * Whether a message goes out now. Run inside the transaction that hands it over; the simulator asks the same.
 * Order: all sending off → run still active → exit rule → workflow paused → settings that cannot be read → too stale → suppression → answered
 * already → consent → quiet hours → caps → warm-up → address not confirmed. A transactional message skips consent, quiet hours,
 * caps and the warm-up, nothing else; so does a notice to the team. A webhook knows nothing from suppression on.
 */
export function decideSend(content: EffectContent, facts: SendFacts): SendDecision {
  const early = decideByRun(facts);
  if (early) return early;
  if (content.channel === "webhook") return { kind: "send" };
  if (facts.suppressed !== null) return skip("message.suppressed", { why: facts.suppressed });
  if (facts.answered) return skip("message.answered");
  if (isNeeded(content)) return decideByClaim(facts) ?? { kind: "send" };
  return (
    decideByConsent(content.channel, facts) ??
    decideByQuietHours(facts) ??
    decideByCaps(content.channel, facts) ??
    decideByWarmUp(facts) ??
    decideByClaim(facts) ?? { kind: "send" }
  );
}

/** Whether a message is one of those that caps limit: marketing to the profile itself. */
export function countsTowardsCaps(content: EffectContent): boolean {
  return content.channel !== "webhook" && !isNeeded(content);
}

type MessageContent = Exclude<EffectContent, { channel: "webhook" }>;

/** Not marketing: the person needs it, or it goes to the team. */
function isNeeded(content: MessageContent): boolean {
  return content.transactional || (content.channel === "email" && content.team !== undefined);
}

function decideByRun(facts: SendFacts): SendDecision | null {
  if (facts.sendingOff) return { kind: "hold", reason: { code: "message.sending-off" } };
  if (!facts.runActive) return skip("message.run-ended");
  if (facts.exitRule) return { kind: "skip", reason: facts.exitRule };
  if (facts.workflowPaused) return { kind: "hold", reason: { code: "message.workflow-paused" } };
  if (facts.unreadableSettings !== null)
    return skip("message.settings-unreadable", { settings: facts.unreadableSettings });
  if (facts.resumedAt !== null && facts.dueAt < facts.resumedAt - facts.staleAfterMs) {
    return skip("message.too-stale", { due: { at: facts.dueAt, zone: facts.zone } });
  }
  return null;
}

function decideByConsent(
  channel: MessageContent["channel"],
  { consent, consentRule, claimed }: SendFacts,
): SendDecision | null {
  const values = { channel: channelWords[channel] };
  if (consent === "withdrawn") return skip("message.withdrawn", values);
  if (consent === "granted") return null;
  if (consentRuleFor(channel, consentRule) === "granted") return skip("message.no-consent", values);
  // Whoever has merely not said no may be written to as a customer; a stranger's word does not make one.
  if (claimed !== null) return skip("message.not-confirmed");
  return null;
}

function decideByQuietHours({ quietUntil, key, zone }: SendFacts): SendDecision | null {
  if (quietUntil === null) return null;
  const until = quietUntil + Math.floor(hashToUnit(key) * QUIET_RELEASE_MS);
  const reason = { code: "message.quiet-hours" as const, values: { until: { at: until, zone } } };
  return { kind: "hold", until, reason };
}

function decideByCaps(channel: MessageContent["channel"], { caps }: SendFacts): SendDecision | null {
  const reached = caps.find(({ rule, used }) => rule.channel === channel && used >= rule.max);
  return reached ? skip("message.capped", { rule: phrase(wordCapRule(reached.rule)) }) : null;
}

/** Without a spread: only so many go out when the day begins, and those that have waited longest go first. */
function decideByWarmUp({ warmUp, zone }: SendFacts): SendDecision | null {
  if (warmUp === null) return null;
  if (warmUp.staleSince !== null) return skip("message.too-stale", { due: { at: warmUp.staleSince, zone } });
  if (warmUp.used < warmUp.max) return null;
  const reason = { code: "message.warm-up" as const, values: { max: warmUp.max } };
  return { kind: "hold", until: warmUp.until, reason };
}

function decideByClaim({ claimed }: SendFacts): SendDecision | null {
  if (claimed === null) return null;
  if (claimed.toAddress >= CLAIMED_PER_ADDRESS_PER_DAY)
    return skip("message.claimed-address", { max: CLAIMED_PER_ADDRESS_PER_DAY });
  if (claimed.inAll < CLAIMED_PER_HOUR) return null;
  const values = { max: CLAIMED_PER_HOUR };
  if (claimed.againAt === null) return skip("message.claimed-hour", values);
  return { kind: "hold", until: claimed.againAt, reason: { code: "message.claimed-wait", values } };
}

function skip(code: Reason["code"], values?: Reason["values"]): SendDecision {
  return { kind: "skip", reason: values ? { code, values } : { code } };
}
