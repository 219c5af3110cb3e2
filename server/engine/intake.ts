import type { Steps, Transaction } from "#server/database/database.ts";
import { foldIntoCarts } from "#server/store/carts.ts";
import { setConsent } from "#server/store/consents.ts";
import { claimMessageId, countEvents, insertEvent } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import {
  type Identity,
  type Profile,
  resolveProfile,
  touchProfile,
  updateProfile,
} from "#server/store/profiles.ts";
import { activeRunsOf, lookAgain } from "#server/store/runs.ts";
import { armTimer, disarmTimer } from "#server/store/timers.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { EVENT_AGE_MAX_MS, matchTrigger } from "#workflows/matching.ts";
import type { Channel, TriggerEvent, TriggerOutcome } from "#workflows/node.ts";
import type { LiveVersion } from "./live.ts";
import { moveRun, type StepServices, startNewRun } from "./step.ts";

/** Profile fields that traits may set, and everything else they carry. */
export interface Traits {
  fields: Partial<Pick<Profile, "email" | "phone" | "name" | "timezone" | "locale">>;
  attributes: Record<string, unknown>;
}

interface Arrival extends Identity {
  /** The sender's own id for it; a second arrival under the same id is a repeat. */
  messageId: string | null;
  at: number;
  receivedAt: number;
  traits: Traits;
}

/** One thing that a program told us. */
export type IntakeItem =
  | (Arrival & { kind: "identify"; consent: { channel: Channel; state: ConsentState }[] })
  | (Arrival & { kind: "track"; name: string; properties: Record<string, unknown> });

export type IntakeResult = { kind: "accepted"; profileId: number } | { kind: "duplicate" };

/** Takes one item in, with all it starts and ends, in the caller's transaction. */
export function* takeIn(tx: Transaction, services: StepServices, item: IntakeItem): Steps<IntakeResult> {
  if (item.messageId !== null && !(yield* claimMessageId(item.messageId, item.receivedAt)))
    return { kind: "duplicate" };
  const resolved = yield* resolveProfile(tx, item, item.traits.fields.email ?? null, item.receivedAt);
  const profile = yield* applyTraits(tx, services, resolved, item);
  if (item.kind === "identify") {
    for (const { channel, state } of item.consent) {
      yield* setConsent({
        profileId: profile.id,
        channel,
        topic: DEFAULT_TOPIC,
        state,
        source: "api",
        at: item.receivedAt,
      });
    }
  } else {
    yield* touchProfile(profile, item.at);
    yield* recordEvent(services, profile, item, item.receivedAt);
  }
  return { kind: "accepted", profileId: profile.id };
}

/** Stores an event of a known profile and does all that follows from it. */
export function* recordEvent(
  services: StepServices,
  profile: Profile,
  event: TriggerEvent,
  now: number,
): Steps<void> {
  const { name, at, properties } = event;
  yield* insertEvent({ profileId: profile.id, name, at, receivedAt: now, properties });
  const carts = yield* foldIntoCarts(profile.id, event);
  const listening = services.live.listeningTo(name);
  if (listening.length === 0) return;

  yield* exitRuns(services, profile, event, now);
  for (const version of listening) {
    if (!version.current) continue;
    const zone = profile.timezone ?? services.live.settings.shop.timezone;
    for (const outcome of matchTrigger(version.graph, event, { zone, carts })) {
      yield* follow(services, version, profile, event, outcome, now);
    }
  }
}

function* applyTraits(
  tx: Transaction,
  services: StepServices,
  profile: Profile,
  item: IntakeItem,
): Steps<Profile> {
  const { fields, attributes } = item.traits;
  const changed =
    Object.entries(fields).some(([key, value]) => profile[key as keyof typeof fields] !== value) ||
    Object.entries(attributes).some(
      ([key, value]) => JSON.stringify(profile.attributes[key]) !== JSON.stringify(value),
    );
  if (!changed) return profile;
  // A wait of some days ends at the time of day where the person is now.
  const moved = fields.timezone !== undefined && fields.timezone !== profile.timezone;
  if (moved) {
    yield* lookAgain(profile.id, item.receivedAt);
    services.dueAt(item.receivedAt);
  }
  return yield* updateProfile(tx, profile.id, {
    ...fields,
    attributes: { ...profile.attributes, ...attributes },
    updatedAt: item.receivedAt,
  });
}

/** Exits come before triggers, so that the event which ends one quiet spell does not meet the run it ends. */
function* exitRuns(services: StepServices, profile: Profile, event: TriggerEvent, now: number): Steps<void> {
  for (const run of yield* activeRunsOf(profile.id)) {
    const version = services.live.version(run.versionId);
    if (!version || !services.live.exits(version, event.name) || event.at < run.startedAt - EVENT_AGE_MAX_MS)
      continue;
    yield* moveRun(
      services,
      run,
      profile,
      { kind: "exit", reason: { code: "run.exit-event", values: { event: event.name } } },
      now,
    );
  }
}

function* follow(
  services: StepServices,
  version: LiveVersion,
  profile: Profile,
  event: TriggerEvent,
  outcome: TriggerOutcome,
  now: number,
): Steps<void> {
  const { workflowId } = version;
  if (outcome.kind === "disarm") {
    yield* disarmTimer({ workflowId, profileId: profile.id, timerKey: outcome.timerKey });
    return;
  }
  if (outcome.kind === "arm") {
    const { timerKey, dueAt, setAt, data } = outcome;
    // Long overdue already: told as history, not as something that is going on.
    if (now - dueAt > EVENT_AGE_MAX_MS) return;
    // Overdue and not the newest: the timer that the newest one set has had its turn.
    if (dueAt <= now && (yield* countEvents(profile.id, event.name, event.at + 1)) > 0) return;
    yield* armTimer({ workflowId, profileId: profile.id, timerKey, dueAt, setAt, data });
    services.dueAt(dueAt);
    return;
  }
  if (now - event.at > EVENT_AGE_MAX_MS) {
    const hours = Math.round((now - event.at) / 3_600_000);
    yield* note({
      profileId: profile.id,
      at: now,
      workflowId,
      reason: { code: "trigger.too-old", values: { event: event.name, hours } },
    });
    return;
  }
  if (!version.open) {
    const reason = { code: "trigger.paused" as const, values: { event: event.name } };
    yield* note({ profileId: profile.id, at: now, workflowId, reason });
    return;
  }
  yield* startNewRun(services, version, profile, outcome, now);
}
