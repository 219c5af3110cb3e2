import type { Steps } from "#server/database/database.ts";
import { samplePerson } from "#server/engine/sample-person.ts";
import { capRulesOf, quietUntilNow } from "#server/engine/send-facts.ts";
import { loadFacts } from "#server/engine/step.ts";
import { addressHash } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { openCartOf } from "#server/store/carts.ts";
import { consentsOf } from "#server/store/consents.ts";
import { eventsOf } from "#server/store/event-times.ts";
import { type HeldBack, heldBack } from "#server/store/held-back.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { Cart } from "#workflows/cart.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import { countsTowardsCaps } from "#workflows/decide-send.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { EventTimes } from "#workflows/event-times.ts";
import { type ConsentState, type Facts, NOTHING_KNOWN, zoneOf } from "#workflows/facts.ts";
import {
  consentChannels,
  INVENTED_EMAIL,
  type InventedPerson,
  inventedAttributes,
  inventedPast,
} from "#workflows/invented-person.ts";
import { windowStart } from "#workflows/local-time.ts";
import type { Happened } from "#workflows/measure.ts";
import { eventsIn, isMeasure, measureKey } from "#workflows/needs.ts";
import type { Channel } from "#workflows/node.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import type { SendFactsAt } from "#workflows/simulate.ts";
import { consentFor } from "#workflows/topic-consent.ts";
import type { TrialPerson } from "#workflows/trial.ts";

export type TriedContext = Pick<Services, "engine" | "keys">;

/** Everything that a tried run may know about its person. */
export interface Tried {
  profile: Profile;
  /** False for somebody invented. */
  isStored: boolean;
  facts: Facts;
  /** When the person did what the graph counts, for a clock that begins at a moment. */
  pastBefore(startAt: number): EventTimes;
  cart: Cart | undefined;
  consents: { channel: Channel; topic: string; state: ConsentState }[];
  held: Partial<Record<Channel, HeldBack | null>>;
}

/** No rule compares with more times than this. */
const TIMES_MAX = 1000;
const DAY_MS = 24 * 3_600_000;

/** Reads a stored person, or makes up an invented one; null when there is no such profile. Writes nothing. */
export function* loadTried(
  ctx: TriedContext,
  graph: CompiledGraph,
  workflowId: number,
  chosen: TrialPerson,
  now: number,
): Steps<Tried | null> {
  if (chosen.kind === "invented") return invented(ctx, graph, workflowId, chosen.person, now);
  const profile = yield* findProfile(chosen.profileId);
  if (!profile) return null;
  const past = yield* pastOf(profile, graph, now);
  return {
    profile,
    isStored: true,
    facts: yield* loadFacts(ctx.engine.live, graph, workflowId, profile, now),
    pastBefore: () => past,
    cart: yield* openCartOf(profile.id),
    consents: yield* consentsOf(profile.id),
    held: {
      email: yield* heldAt(ctx, profile, "email"),
      sms: yield* heldAt(ctx, profile, "sms"),
      whatsapp: yield* heldAt(ctx, profile, "whatsapp"),
    },
  };
}

/** When the person did what the graph counts. */
function* pastOf({ id }: Profile, { reads }: CompiledGraph, now: number): Steps<EventTimes> {
  const past: Record<string, Happened[]> = {};
  for (const event of eventsIn(reads)) {
    // An event that has happened for the first or the last time may have done so ever.
    const spans = reads.flatMap((need) => ("event" in need && need.event === event ? [need] : []));
    const days = spans.map((need) => (need.kind === "occurred" ? 0 : need.withinDays));
    const since = days.includes(0) ? 0 : now - Math.max(...days) * DAY_MS;
    past[event] = yield* eventsOf(id, event, { since, limit: TIMES_MAX });
  }
  return past;
}

function* heldAt(
  { keys }: TriedContext,
  { id: profileId, email, phone }: Profile,
  channel: "email" | "sms" | "whatsapp",
): Steps<HeldBack | null> {
  const address = channel === "email" ? email : phoneAddress(phone);
  if (address === null) return null;
  return yield* heldBack(channel, addressHash(keys, channel, address), { profileId, topic: DEFAULT_TOPIC });
}

function invented(
  { engine }: TriedContext,
  { reads }: CompiledGraph,
  workflowId: number,
  person: InventedPerson,
  now: number,
): Tried {
  const { shop } = engine.live.settings;
  const profile: Profile = {
    ...samplePerson(now),
    id: person.lot,
    externalId: null,
    email: person.hasEmail ? INVENTED_EMAIL : null,
    phone: person.phone || null,
    name: person.name || null,
    timezone: person.zone || null,
    locale: person.language || null,
    attributes: inventedAttributes(person),
  };
  const facts: Facts = {
    workflowId,
    profile,
    shopTimezone: shop.timezone,
    shopLanguage: shop.language,
    reachable: {
      email: profile.email !== null,
      webPush: person.hasWebPush,
      phone: phoneAddress(profile.phone) !== null,
    },
    ...NOTHING_KNOWN,
    // No message and no workflow ever came to somebody invented; what they did is counted by the clock of the trial.
    measures: Object.fromEntries(reads.filter(isMeasure).map((need) => [measureKey(need), 0])),
    assignments: {},
  };
  const consents = consentChannels.map((channel) => ({
    ...{ channel, topic: DEFAULT_TOPIC },
    state: person.consent[channel],
  }));
  const pastBefore = (startAt: number) => inventedPast(person, startAt);
  return { profile, isStored: false, facts, pastBefore, cart: undefined, consents, held: {} };
}

/** What the decision about a message of a tried run rests on. */
export function sendFactsOf({ engine }: TriedContext, graph: CompiledGraph, tried: Tried): SendFactsAt {
  const { profile, facts, consents, held } = tried;
  const { live } = engine;
  const zone = zoneOf(facts);
  // A notice to the team goes to other addresses.
  const heldOf = (content: EffectContent): HeldBack | null =>
    "team" in content && content.team ? null : (held[content.channel] ?? null);
  return (content, at, sent) => ({
    key: `${facts.workflowId}-${profile.id}-${at}`,
    dueAt: at,
    zone,
    sendingOff: false,
    workflowPaused: false,
    runActive: true,
    // The interpreter asks for it before every step, and whenever something happens meanwhile.
    exitRule: null,
    // A draft that cannot be read is refused before it is tried out.
    unreadableSettings: null,
    resumedAt: null,
    staleAfterMs: 0,
    quietUntil: countsTowardsCaps(content) ? quietUntilNow(live, graph.settings, at, zone) : null,
    // What other workflows will have sent by then cannot be told.
    caps: capRulesOf(live, graph.settings)
      .filter(({ channel }) => channel === content.channel)
      .map((rule) => {
        const since = windowStart(rule.per, at, zone);
        const counted = sent.filter(
          (other) =>
            other.content.channel === rule.channel && other.at >= since && countsTowardsCaps(other.content),
        );
        return { rule, used: counted.length };
      }),
    warmUp: null,
    suppressed: heldOf(content)?.suppressed ?? null,
    answered: false,
    claimed:
      content.channel === "email" && !content.team && profile.emailClaimed
        ? { toAddress: 0, inAll: 0, againAt: null }
        : null,
    consent: heldOf(content)?.hadLeft
      ? "withdrawn"
      : consentFor(
          consents.filter(({ channel }) => channel === content.channel),
          "topic" in content ? content.topic : DEFAULT_TOPIC,
        ),
    consentRule: live.settings.shop.consentRule,
  });
}
