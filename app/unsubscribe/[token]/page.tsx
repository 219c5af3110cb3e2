import type { Metadata } from "next";
import { headers } from "next/headers";
import { cache } from "react";
import { UnsubscribeCard } from "#components/messages/unsubscribe-card.tsx";
import { preferencesPath, readUnsubscribeToken } from "#server/links.ts";
import { services } from "#server/services.ts";
import { consentState } from "#server/store/consents.ts";
import { findUnitedProfile } from "#server/store/merge.ts";
import { readSettings } from "#server/store/settings.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import { topicNamed } from "#workflows/topics.ts";

type Params = Promise<{ token: string }>;
type Props = { params: Params; searchParams: Promise<{ done?: string | string[] }> };

const load = cache(async (token: string) => {
  const { db, keys } = services();
  const target = readUnsubscribeToken(keys, token);
  const profile = target && (await db.transaction(() => findUnitedProfile(target.profileId)));
  const { shop, topics } = await readSettings(db);
  const asked = (await headers()).get("accept-language");
  const language = customerLanguage(profile?.locale, shop.language, asked);
  return {
    ...{ target, profile, topics, language },
    shop: { name: shop.shopName, postalAddress: shop.postalAddress },
  };
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { language } = await load((await params).token);
  return { title: { absolute: customerTexts(language).unsubscribe.page } };
}

/**
 * Where the link in a message leads. Opening it changes nothing, because scanners open every link in a mail: only the
 * button does, by a POST to this same address.
 */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const { db, keys } = services();
  const { token } = await params;
  const { target, profile, shop, topics, language } = await load(token);
  if (!target || !profile)
    return <UnsubscribeCard shop={shop} language={language} view={{ kind: "invalid" }} />;

  const { channel } = target;
  const state = await consentState(db, profile.id, channel, target.topic);
  const view = {
    ...{ kind: "valid" as const, channel, state },
    action: `/unsubscribe/${token}`,
    preferences: preferencesPath(keys, profile.id),
    topic: topicNamed(topics, target.topic, language),
    justNow: (await searchParams).done === state,
  };
  return <UnsubscribeCard shop={shop} language={language} view={view} />;
}
