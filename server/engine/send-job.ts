import { returnId } from "#server/bounces/return-id.ts";
import type { DkimKey } from "#server/delivery/dkim.ts";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { canSendEmail, canSendText, type SenderSettings, type SendJob } from "#server/delivery/job.ts";
import { type ProviderConfig, providerConfig } from "#server/delivery/providers/config.ts";
import { mailServerConfig, mailUrlConfig } from "#server/delivery/smtp-encryption.ts";
import { textsFrom } from "#server/delivery/texting/config.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { preferencesUrl, publicUrl, unsubscribeUrl } from "#server/links.ts";
import type { Message } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Settings } from "#server/store/settings.ts";
import { textingInUse } from "#server/texts/texting-in-use.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { type KeptChannel, keptChannels } from "#workflows/kept-here.ts";
import type { Channel } from "#workflows/node.ts";
import { chosenSender, headedBy } from "./chosen-sender.ts";
import { type TrackingContext, trackingOf } from "./message-tracking.ts";
import { NOBODY_ID, readTestKey } from "./test-send.ts";

/** Puts together all that the sending thread needs for one message. */
export function makeSendJob(
  context: TrackingContext,
  message: Pick<Message, "key" | "endpoint" | "content" | "data" | "channel"> & Partial<Pick<Message, "id">>,
  profile: Profile,
  pushKeys: SendJob["pushKeys"],
  now: number,
): SendJob {
  const { env, keys, settings } = context;
  const { content } = message;
  const wanted = content.channel === "email" ? (content.from ?? "") : "";
  const sender = senderSettings(env, keys, settings, wanted);
  const marketing = content.channel !== "webhook" && !content.transactional;
  // Whoever looks at a preview gets no link by which that person could be unsubscribed.
  const isReal = message.id !== undefined && !readTestKey(message.key);
  const profileId = isReal ? profile.id : NOBODY_ID;
  const link = marketing
    ? unsubscribeUrl(env, keys, { profileId, channel: content.channel, topic: content.topic })
    : null;
  const preferences = marketing ? preferencesUrl(env, keys, profileId) : null;
  return {
    key: (content.channel === "webhook" ? content.webhookId : undefined) ?? message.key,
    endpoint: message.endpoint,
    content,
    data: templateData(
      settings,
      speaking(profile, content),
      message.data,
      { unsubscribe: link, preferences },
      now,
    ),
    now,
    sender,
    unsubscribeUrl: link,
    preferencesUrl: preferences,
    ...trackingOf(context, message, profile),
    pushKeys,
    ...(message.id === undefined ? {} : { returnId: returnId(keys, message.id) }),
    // Nothing leaves the house for people who do not exist, nor where there is nothing that it could leave by. No
    // page shows a test: colleagues look at it here.
    capture:
      profile.isSample || !canSend(sender, message.channel) || (content.channel === "in-app" && !isReal),
  };
}

function canSend(sender: SenderSettings, channel: Channel): boolean {
  if (channel === "email") return canSendEmail(sender);
  return channel === "sms" || channel === "whatsapp" ? canSendText(sender, channel) : true;
}

/** Somebody who has no language speaks that of the message: its dates and amounts are written in it. */
function speaking(profile: Profile, content: EffectContent): Profile {
  const language = "language" in content ? content.language : undefined;
  return profile.locale === null && language ? { ...profile, locale: language } : profile;
}

/** What templates can read: `profile`, `shop`, `unsubscribe_url`, `preferences_url`, and the run's own `event`, `cart`, … */
export function templateData(
  settings: Settings,
  profile: Profile,
  runData: Record<string, unknown>,
  links: { unsubscribe: string | null; preferences: string | null },
  now: number,
): Record<string, unknown> {
  const { shopName, timezone, currency, language } = settings.shop;
  const { id, externalId, email, phone, name, locale, attributes } = profile;
  const zone = profile.timezone ?? timezone;
  const called = writableName(name);
  const firstName = called?.split(/\s+/)[0] ?? null;
  return {
    ...runData,
    profile: { ...attributes, id, externalId, email, phone, name: called, firstName, locale, zone },
    shop: { name: shopName, zone: timezone, currency, locale: language },
    unsubscribe_url: links.unsubscribe,
    preferences_url: links.preferences,
    now,
  };
}

/**
 * The name as messages may say it. Anybody can sign up under the name "win at www.example.com", with somebody else's
 * address: a shop's welcome must not carry that link there. It is one line: it stands in the email's address, too.
 */
function writableName(name: string | null): string | null {
  const trimmed = name?.replace(/[\s\p{Cc}]+/gu, " ").trim() ?? "";
  return trimmed === "" || /:\/\/|www\.|\.\w{2,}\//i.test(trimmed) ? null : trimmed;
}

/** How this shop sends; `wanted` is the id of a sender, "" for the usual one. */
export function senderSettings(env: Env, keys: Keys, settings: Settings, wanted = ""): SenderSettings {
  const { shop, smtp, provider } = settings;
  const { hostname } = new URL(publicUrl(env));
  // Nobody writes from an IP address or from "localhost", and the captured outbox must work there too.
  const host =
    hostname !== "localhost" && isEmailAddress(`hello@${hostname}`) ? hostname : "localhost.localdomain";
  const from = env.SMTP_URL ? env.MAIL_FROM : (smtp ?? provider)?.from;
  return {
    shopName: shop.shopName,
    language: shop.language,
    brand: settings.brand,
    publicUrl: publicUrl(env),
    postalAddress: shop.postalAddress,
    from: from || `${shop.shopName.replace(/[<>"\r\n]/g, "")} <hello@${host}>`,
    ...headedBy(chosenSender(settings.senders, wanted)),
    ...mailService(env, keys, settings),
    texting: textingInUse(env, keys, settings),
    vapid: {
      ...keys.vapid,
      subject: env.PUBLIC_URL?.startsWith("https:") ? env.PUBLIC_URL : `mailto:push@${host}`,
    },
    allow: env.OUTBOUND_ALLOW,
  };
}

/** Whether emails leave this server; without a mail server or a service they are kept here. */
export function hasMailService(env: Env, { smtp, provider }: Pick<Settings, "smtp" | "provider">): boolean {
  return env.SMTP_URL !== undefined || smtp !== null || provider !== null;
}

/** The channels for which there is no service: what goes out by them is kept here. */
export function keptHere(env: Env, settings: Pick<Settings, "smtp" | "provider" | "texting">): KeptChannel[] {
  const { texting } = settings;
  return keptChannels.filter((channel) =>
    channel === "email"
      ? !hasMailService(env, settings)
      : texting === null || textsFrom(texting, channel) === "",
  );
}

/** How emails leave: by the environment's mail server, else by what is set up here; both null when by nothing. */
export function mailService(
  env: Env,
  keys: Keys,
  { smtp, provider, dkim }: Settings,
): Pick<SenderSettings, "smtp" | "provider"> {
  const server = env.SMTP_URL ? mailUrlConfig(env.SMTP_URL) : smtp && openSmtp(smtp, keys);
  if (server === null) return { smtp: null, provider: provider && openProvider(provider, keys) };
  return { smtp: dkim?.on ? { ...server, dkim: openDkim(dkim, keys) } : server, provider: null };
}

export function openProvider({ sealed }: NonNullable<Settings["provider"]>, keys: Keys): ProviderConfig {
  return providerConfig.parse(JSON.parse(keys.decrypt(sealed)));
}

export function openDkim(
  { domain, selector, sealedPrivateKey }: NonNullable<Settings["dkim"]>,
  keys: Keys,
): DkimKey {
  return { domain, selector, privateKey: keys.decrypt(sealedPrivateKey) };
}

function openSmtp({ sealedPassword, ...smtp }: NonNullable<Settings["smtp"]>, keys: Keys) {
  return mailServerConfig({ ...smtp, pass: sealedPassword ? keys.decrypt(sealedPassword) : undefined });
}
