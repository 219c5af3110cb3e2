import type { Metadata } from "next";
import { UnsubscribeCard } from "#components/messages/unsubscribe-card.tsx";
import { readUnsubscribeToken } from "#server/links.ts";
import { services } from "#server/services.ts";
import { consentState } from "#server/store/consents.ts";
import { findUnitedProfile } from "#server/store/merge.ts";
import { readSettings } from "#server/store/settings.ts";

export const metadata: Metadata = { title: { absolute: "Unsubscribe" } };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
};

/**
 * Where the link in a message leads. Opening it changes nothing, because scanners open every link in a mail: only the
 * button does, by a POST to this same address.
 */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const { db, keys } = services();
  const { token } = await params;
  const { shop } = await readSettings(db);
  const target = readUnsubscribeToken(keys, token);
  if (!target) return <UnsubscribeCard shopName={shop.shopName} view={{ kind: "invalid" }} />;

  const { channel, topic } = target;
  const profile = await db.transaction(() => findUnitedProfile(target.profileId));
  const state = await consentState(db, profile?.id ?? target.profileId, channel, topic);
  const justNow = (await searchParams).done === state;
  return (
    <UnsubscribeCard
      shopName={shop.shopName}
      view={{ kind: "valid", action: `/unsubscribe/${token}`, channel, topic, state, justNow }}
    />
  );
}
