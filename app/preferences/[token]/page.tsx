import type { Metadata } from "next";
import { headers } from "next/headers";
import { cache } from "react";
import { PreferencesCard } from "#components/messages/preferences-card.tsx";
import { readBefore, writeBefore } from "#server/preferences/choice-form.ts";
import { findPreferences } from "#server/preferences/switches.ts";
import { services } from "#server/services.ts";
import { readSettings } from "#server/store/settings.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import { topicIn } from "#workflows/topics.ts";

type Params = Promise<{ token: string }>;
type Said = string | string[] | undefined;
type Props = { params: Params; searchParams: Promise<{ done?: Said; was?: Said }> };

const outcomes = ["save", "everything", "undo", "nothing"] as const;

const load = cache(async (token: string) => {
  const { db, keys, engine } = services();
  const { shop, topics } = await readSettings(db);
  const { topicsInUse } = engine.live;
  const found = await db.transaction(() =>
    findPreferences({ keys, topics, topicsInUse, consentRule: shop.consentRule }, token),
  );
  const asked = (await headers()).get("accept-language");
  const language = customerLanguage(found?.profile.locale, shop.language, asked);
  return { shop: { name: shop.shopName, postalAddress: shop.postalAddress }, found, language };
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { language } = await load((await params).token);
  const title = { absolute: customerTexts(language).preferences.page };
  return { title, robots: { index: false, follow: false } };
}

/**
 * Where the link "Choose what you get" in a message leads. Opening it changes nothing, because scanners open every link
 * in a mail: only its buttons do, by a POST to this same address.
 */
export default async function PreferencesPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { shop, found, language } = await load(token);
  if (!found) return <PreferencesCard shop={shop} language={language} view={{ kind: "invalid" }} />;

  const { done, was = [] } = await searchParams;
  const view = {
    kind: "open" as const,
    action: `/preferences/${token}`,
    channels: found.channels.map(({ channel, switches, waitsForStart }) => ({
      ...{ channel, waitsForStart },
      switches: switches.map(({ topic, on }) => ({ topic: topic.key, ...topicIn(topic, language), on })),
    })),
    done: outcomes.find((outcome) => outcome === done) ?? null,
    was: readBefore([was].flat()).map(writeBefore),
  };
  return <PreferencesCard shop={shop} language={language} view={view} />;
}
