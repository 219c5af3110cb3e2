import type { RenderedMessage } from "#drizzle/tables.ts";
import type { EffectContent } from "#workflows/node.ts";
import type { DeliveryOutcome } from "./outcome.ts";
import type { SmtpConfig } from "./smtp-transport.ts";
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
  /** For web push: the browser's keys. */
  pushKeys: { p256dh: string; auth: string } | null;
  /** Keep it in the captured outbox instead of handing it over. */
  capture: boolean;
}

/** How this shop sends. */
export interface SenderSettings {
  shopName: string;
  postalAddress: string;
  /** "Shop <hello@example.com>" */
  from: string;
  /** Null: mail goes to the captured outbox. */
  smtp: SmtpConfig | null;
  vapid: VapidKeys & { subject: string };
  /** Addresses inside private networks that may be reached. */
  allow: string[];
}

export interface SendResult {
  outcome: DeliveryOutcome;
  /** As the customer gets it; null when it could not be written. */
  rendered: RenderedMessage | null;
}
