import type { Steps, Transaction } from "#server/database/database.ts";
import { setConsent } from "#server/store/consents.ts";
import { claimMessageId } from "#server/store/events.ts";
import {
  type Identity,
  type Profile,
  resolveProfile,
  touchProfile,
  updateProfile,
} from "#server/store/profiles.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "#workflows/node.ts";
import { followProfile } from "./follow-profile.ts";
import { recordEvent } from "./record-event.ts";
import type { StepServices } from "./step.ts";

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
  /** It came with a write key, which anybody can read in a web page. */
  isPublic?: boolean;
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
  const updated = yield* updateProfile(tx, profile.id, {
    ...fields,
    attributes: { ...profile.attributes, ...attributes },
    updatedAt: item.receivedAt,
  });
  yield* followProfile(services, { before: profile, after: updated, depth: 0 }, item.receivedAt);
  return updated;
}
