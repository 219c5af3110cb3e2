import type { Metadata } from "next";
import { headers } from "next/headers";
import { cache } from "react";
import { ConfirmCard } from "#components/messages/confirm-card.tsx";
import { findConfirmation } from "#server/engine/confirmation-answer.ts";
import { services } from "#server/services.ts";
import { readSettings } from "#server/store/settings.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import { topicsNamed } from "#workflows/topics.ts";

type Props = { params: Promise<{ token: string }> };

const load = cache(async (token: string) => {
  const { db, keys, clock } = services();
  const found = await db.transaction(() => findConfirmation(keys, token, clock.now()));
  const locale = "profile" in found ? found.profile.locale : null;
  const { shop, topics } = await readSettings(db);
  const language = customerLanguage(locale, shop.language, (await headers()).get("accept-language"));
  return { found, shop: { name: shop.shopName, postalAddress: shop.postalAddress }, topics, language };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { language } = await load((await params).token);
  return { title: { absolute: customerTexts(language).confirm.page } };
}

/**
 * Where the link in a mail leads that asks for a confirmation. Opening it changes nothing, because scanners open every
 * link in a mail: only the button does, by a POST to this same address.
 */
export default async function ConfirmPage({ params }: Props) {
  const { token } = await params;
  const { found, shop, topics, language } = await load(token);
  if (found.kind !== "open" && found.kind !== "confirmed")
    return <ConfirmCard shop={shop} language={language} view={{ kind: found.kind }} />;
  const email = found.profile.email ?? "";
  const topic = topicsNamed(topics, found.topics, language);
  const view =
    found.kind === "open"
      ? { kind: found.kind, action: `/confirm/${token}`, email, topic }
      : { kind: found.kind, email };
  return <ConfirmCard shop={shop} language={language} view={view} />;
}
