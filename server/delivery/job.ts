import type { RenderedMessage } from "#drizzle/tables.ts";
import type { HookSecrets } from "#server/notices/secret.ts";
import type { Brand } from "#workflows/brand.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { WebhookAnswer } from "#workflows/run.ts";
import type { DeliveryOutcome } from "./outcome.ts";
import type { ProviderConfig } from "./providers/config.ts";
import type { SmtpConfig } from "./smtp-transport.ts";
import { type TextChannel, type TextingConfig, textsFrom } from "./texting/config.ts";
import type { Tracking } from "./tracked-links.ts";
import type { Utm } from "./utm.ts";
import type { VapidKeys } from "./web-push.ts";

/** Everything that is needed to write one message and hand it over, so that it can be done in a worker thread. */
export interface SendJob {
  /** The message's key. */
  key: string;
  endpoint: string;
  content: EffectContent;
  /** What templates can read. */
  data: Record<string, unknown>;
  now: number;
  sender: SenderSettings;
  /** Null for transactional messages and for channels without unsubscribing. */
  unsubscribeUrl: string | null;
  /** The page where the person chooses what to get; null where there is no link to unsubscribe. */
  preferencesUrl: string | null;
  /** Null where nobody is to be told who opened or clicked: switched off, not to a customer, or not a real message. */
  tracking: Tracking | null;
  /** What is added to links for the shop's own statistics; null: nothing. */
  utm: Utm | null;
  /** For web push: the browser's keys. */
  pushKeys: { p256dh: string; auth: string } | null;
  /** For webhooks: what they are called with. Absent where nothing is handed over. */
  webhook?: WebhookKeys;
  /** What an email is known by when it comes back; absent for what is no real message. */
  returnId?: string;
  /** Keep it in the captured outbox instead of handing it over. */
  capture: boolean;
}

/** What only the sending thread may read. */
export interface WebhookKeys {
  /** The values of the secrets that the call refers to, by name; one that does not exist is missing. */
  secrets: Record<string, string>;
  /** The shop's own, with which every call is signed. */
  signing: HookSecrets;
}

/** How this shop sends. */
export interface SenderSettings {
  shopName: string;
  /** The language of its messages, such as "en". */
  language: string;
  /** How the shop's emails look. */
  brand: Brand;
  /** The app's own address, which images in emails are loaded from. */
  publicUrl: string;
  postalAddress: string;
  /** "Shop <hello@example.com>" */
  from: string;
  /** Where answers go, when not to the address that it comes from. */
  replyTo?: string;
  /** Null: mail goes through the provider, or to the captured outbox when there is none either. */
  smtp: SmtpConfig | null;
  provider?: ProviderConfig | null;
  /** Null: text messages go to the captured outbox. */
  texting: TextingConfig | null;
  vapid: VapidKeys & { subject: string };
  /** Addresses inside private networks that may be reached. */
  allow: string[];
}

/** Whether emails leave this server at all. */
export function canSendEmail({ smtp, provider }: Pick<SenderSettings, "smtp" | "provider">): boolean {
  return smtp !== null || (provider ?? null) !== null;
}

/** Whether messages of this channel leave this server at all. */
export function canSendText({ texting }: Pick<SenderSettings, "texting">, channel: TextChannel): boolean {
  return texting !== null && textsFrom(texting, channel) !== "";
}

export interface SendResult {
  outcome: DeliveryOutcome;
  /** As the customer gets it; null when it could not be written. */
  rendered: RenderedMessage | null;
  /** What a webhook's receiver answered, where the run keeps it. */
  answer?: WebhookAnswer;
}
