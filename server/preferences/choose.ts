import type { Clock } from "#server/clock.ts";
import type { Database, Steps } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { leaveChannelAndTell, setConsentAndTell } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { profileIdsSharing } from "#server/store/address-sharers.ts";
import {
  type ConsentChange,
  consentsOf,
  leavingChannel,
  PREFERENCES_SOURCE,
} from "#server/store/consents.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Settings } from "#server/store/settings.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { changesByChoice, consentRuleFor } from "#workflows/topic-consent.ts";
import type { Before, ChoiceForm } from "./choice-form.ts";
import { findPreferences, type Preferences, preferenceChannels } from "./switches.ts";

type Change = Pick<ConsentChange, "channel" | "topic" | "state">;

/** Carries out what a customer chose and answers how things stood before it; null when there is nobody to choose. */
export function choosePreferences(
  services: {
    db: Database;
    keys: Keys;
    clock: Clock;
    engine: { live: Listeners & { settings: Settings; topicsInUse: ReadonlySet<string> } };
  },
  { token, form, acceptLanguage }: { token: string; form: ChoiceForm; acceptLanguage: string | null },
): Promise<Before[] | null> {
  const { db, keys, clock, engine } = services;
  const { live } = engine;
  const { topics, shop } = live.settings;
  const { topicsInUse } = live;
  const at = clock.now();
  return db.transaction(function* () {
    const found = yield* findPreferences({ keys, topics, topicsInUse, consentRule: shop.consentRule }, token);
    if (!found) return null;
    const { profile } = found;
    const { version } = customerTexts(customerLanguage(profile.locale, shop.language, acceptLanguage));
    const source = `${PREFERENCES_SOURCE}:${version}`;
    const before = yield* consentsOf(profile.id);
    const changes = yield* changesFor(found, form, { at, source, rule: shop.consentRule });
    for (const change of changes)
      yield* setConsentAndTell(live, { ...change, profileId: profile.id, source, at });
    // Who asks not to be written to means the address, whatever other profiles have it too.
    for (const { profileId, channel } of yield* sharersOf(profile)) {
      if (form.kind === "everything") yield* leaveChannelAndTell(live, { profileId, channel, source, at });
      else
        for (const change of changes.filter((one) => one.channel === channel && one.state === "withdrawn"))
          yield* setConsentAndTell(live, { ...change, profileId, source, at });
    }
    return changes.map(({ channel, topic }) => {
      const same = before.find((one) => one.channel === channel && one.topic === topic);
      return { channel, topic, state: same?.state ?? ("unknown" as const) };
    });
  });
}

type Placed = Change & { channel: Before["channel"] };

function* changesFor(
  { profile, channels }: Preferences,
  form: ChoiceForm,
  { at, source, rule }: { at: number; source: string; rule: "granted" | "soft" },
): Steps<Placed[]> {
  const consents = yield* consentsOf(profile.id);
  const changes: Placed[] = [];
  for (const channel of preferenceChannels) {
    const said = consents.filter((consent) => consent.channel === channel);
    const place = channels.find((one) => one.channel === channel);
    const shown = place?.switches ?? [];
    // Only an answer of START takes a STOP back: a yes that is written down here would bring nothing.
    const mayBe = (state: ConsentState) => state === "withdrawn" || !place?.waitsForStart;
    const isKnown = (key: string) =>
      shown.some(({ topic }) => topic.key === key) || said.some(({ topic }) => topic === key);
    if (form.kind === "everything") {
      if (shown.length === 0 && said.length === 0) continue;
      const leaving = yield* leavingChannel({ profileId: profile.id, channel, source, at });
      changes.push(...leaving.map(({ topic, state }) => ({ channel, topic, state })));
    } else if (form.kind === "undo") {
      const back = form.before.filter((one) => one.channel === channel && isKnown(one.topic));
      const now = (topic: string) => said.find((one) => one.topic === topic)?.state ?? "unknown";
      changes.push(...back.filter(({ topic, state }) => now(topic) !== state && mayBe(state)));
    } else {
      const choices = form.choices.filter((one) => one.channel === channel && isKnown(one.topic));
      const byChoice = changesByChoice(said, choices, consentRuleFor(channel, rule));
      changes.push(...byChoice.filter(({ state }) => mayBe(state)).map((change) => ({ channel, ...change })));
    }
  }
  return changes;
}

/** Everybody who is reached at the same address, by each channel on which that is so. */
function* sharersOf(profile: Profile): Steps<{ profileId: number; channel: Before["channel"] }[]> {
  const sharers: { profileId: number; channel: Before["channel"] }[] = [];
  for (const channel of preferenceChannels)
    for (const profileId of yield* profileIdsSharing(profile, channel)) sharers.push({ profileId, channel });
  return sharers;
}
