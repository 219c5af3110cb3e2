import type { Steps } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash, readPreferencesToken } from "#server/links.ts";
import { consentsOf, findSuppression } from "#server/store/consents.ts";
import { hasInApp } from "#server/store/in-app-messages.ts";
import { findUnitedProfile } from "#server/store/merge.ts";
import type { Profile } from "#server/store/profiles.ts";
import { pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import type { ShopSettings } from "#server/store/settings.ts";
import { LEAVINGS } from "#server/store/text-leaving.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { consentFor, consentRuleFor, isWritten } from "#workflows/topic-consent.ts";
import type { Topic } from "#workflows/topics.ts";

/** The channels that customers can choose about. */
export const preferenceChannels = ["email", "web-push", "sms", "whatsapp", "in-app"] as const;
export type PreferenceChannel = (typeof preferenceChannels)[number];

/** What the page of preferences shows: for each channel that the person has, a switch for each topic. */
export interface Preferences {
  profile: Profile;
  channels: {
    channel: PreferenceChannel;
    switches: { topic: Topic; on: boolean }[];
    /** The number has answered STOP: nothing comes to it until it answers START, whatever is chosen anywhere else. */
    waitsForStart: boolean;
  }[];
}

type Facts = {
  keys: Keys;
  topics: Topic[];
  /** By their keys: what messages may still be about. */
  topicsInUse: ReadonlySet<string>;
  consentRule: ShopSettings["consentRule"];
};

/**
 * What a customer can choose; null for a link that is not ours and for somebody of whom nothing is kept. An archived
 * topic is shown for as long as messages about it may come: whoever gets something can switch it off.
 */
export function* findPreferences(
  { keys, topics, topicsInUse, consentRule }: Facts,
  token: string,
): Steps<Preferences | null> {
  const profileId = readPreferencesToken(keys, token);
  const profile = profileId === null ? undefined : yield* findUnitedProfile(profileId);
  if (!profile) return null;
  const consents = yield* consentsOf(profile.id);
  const browsers = yield* pushSubscriptionsOf(profile.id);
  const number = phoneAddress(profile.phone);
  const hasPhone = number !== null;
  const left: PreferenceChannel[] = [];
  for (const channel of ["sms", "whatsapp"] as const)
    if (number !== null && (yield* hasLeftByText(channel, addressHash(keys, channel, number))))
      left.push(channel);
  const has: Record<PreferenceChannel, boolean> = {
    ...{ email: profile.email !== null, "web-push": browsers.length > 0 },
    ...{ sms: hasPhone, whatsapp: hasPhone, "in-app": yield* hasInApp(profile.id) },
  };
  const shown = topics.filter(({ key, archived }) => !archived || topicsInUse.has(key));
  const channels = preferenceChannels.flatMap((channel) => {
    const said = consents.filter((consent) => consent.channel === channel);
    if (!has[channel] && said.length === 0) return [];
    const rule = consentRuleFor(channel, consentRule);
    const waitsForStart = left.includes(channel);
    const isOn = (key: string) => !waitsForStart && isWritten(consentFor(said, key), rule);
    return { channel, switches: shown.map((topic) => ({ topic, on: isOn(topic.key) })), waitsForStart };
  });
  return { profile, channels };
}

function* hasLeftByText(channel: "sms" | "whatsapp", hash: string): Steps<boolean> {
  return LEAVINGS.includes((yield* findSuppression(channel, hash)) ?? "");
}
