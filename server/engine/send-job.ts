import { isEmailAddress } from "#server/delivery/email-address.ts";
import type { SenderSettings, SendJob } from "#server/delivery/job.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { publicUrl, unsubscribeUrl } from "#server/links.ts";
import type { Message } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Settings } from "#server/store/settings.ts";

/** Puts together all that the sending thread needs for one message. */
export function makeSendJob(
  context: { env: Env; keys: Keys; settings: Settings },
  message: Pick<Message, "key" | "endpoint" | "content" | "data" | "channel">,
  profile: Profile,
  pushKeys: SendJob["pushKeys"],
  now: number,
): SendJob {
  const { env, keys, settings } = context;
  const sender = senderSettings(env, keys, settings);
  const { content } = message;
  const marketing = content.channel !== "webhook" && !content.transactional;
  const link = marketing
    ? unsubscribeUrl(env, keys, { profileId: profile.id, channel: content.channel, topic: content.topic })
    : null;
  return {
    key: message.key,
    endpoint: message.endpoint,
    content,
    data: templateData(settings, profile, message.data, link, now),
    now,
    sender,
    unsubscribeUrl: link,
    pushKeys,
    // Nothing leaves the house for people who do not exist, and no email without a mail server.
    capture: profile.isSample || (message.channel === "email" && sender.smtp === null),
  };
}

/** What templates can read: `profile`, `shop`, `unsubscribe_url`, and the run's own `event`, `cart`, … */
export function templateData(
  settings: Settings,
  profile: Profile,
  runData: Record<string, unknown>,
  unsubscribeLink: string | null,
  now: number,
): Record<string, unknown> {
  const { shopName, timezone, currency } = settings.shop;
  const { id, externalId, email, phone, name, locale, attributes } = profile;
  const zone = profile.timezone ?? timezone;
  const called = writableName(name);
  const firstName = called?.split(/\s+/)[0] ?? null;
  return {
    ...runData,
    profile: { ...attributes, id, externalId, email, phone, name: called, firstName, locale, zone },
    shop: { name: shopName, zone: timezone, currency },
    unsubscribe_url: unsubscribeLink,
    now,
  };
}

/**
 * The name as messages may say it. Anybody can sign up under the name "win at www.example.com", with somebody else's
 * address: a shop's welcome must not carry that link there.
 */
function writableName(name: string | null): string | null {
  const trimmed = name?.trim() ?? "";
  return trimmed === "" || /:\/\/|www\.|\.\w{2,}\//i.test(trimmed) ? null : trimmed;
}

export function senderSettings(env: Env, keys: Keys, settings: Settings): SenderSettings {
  const { shop, smtp } = settings;
  const { hostname } = new URL(publicUrl(env));
  // Nobody writes from an IP address or from "localhost", and the captured outbox must work there too.
  const host =
    hostname !== "localhost" && isEmailAddress(`hello@${hostname}`) ? hostname : "localhost.localdomain";
  const from = env.SMTP_URL ? env.MAIL_FROM : smtp?.from;
  return {
    shopName: shop.shopName,
    postalAddress: shop.postalAddress,
    from: from || `${shop.shopName.replace(/[<>"\r\n]/g, "")} <hello@${host}>`,
    smtp: env.SMTP_URL ? { url: env.SMTP_URL } : smtp && openSmtp(smtp, keys),
    vapid: {
      ...keys.vapid,
      subject: env.PUBLIC_URL?.startsWith("https:") ? env.PUBLIC_URL : `mailto:push@${host}`,
    },
    allow: env.OUTBOUND_ALLOW,
  };
}

function openSmtp(smtp: NonNullable<Settings["smtp"]>, keys: Keys) {
  const { host, port, secure, user, sealedPassword } = smtp;
  return {
    host,
    port,
    secure,
    user: user || undefined,
    pass: sealedPassword ? keys.decrypt(sealedPassword) : undefined,
  };
}
