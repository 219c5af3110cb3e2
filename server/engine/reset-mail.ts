import type { Clock } from "#server/clock.ts";
import { canSendEmail } from "#server/delivery/job.ts";
import type { Send } from "#server/delivery/sender-pool.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { Live } from "./live.ts";
import { senderSettings } from "./send-job.ts";

/**
 * Sends the link that sets a new password. It goes past the outbox, because whoever could read it there could take the
 * account; without a mail server it is not sent, and the owner uses the command on the server.
 */
export async function sendResetMail(
  { env, keys, live, send, clock }: { env: Env; keys: Keys; live: Live; send: Send; clock: Clock },
  { to, url }: { to: string; url: string },
): Promise<void> {
  const sender = senderSettings(env, keys, live.settings);
  if (!canSendEmail(sender)) return;
  const now = clock.now();
  const { outcome } = await send({
    key: `reset-${now}`,
    endpoint: to,
    content: {
      channel: "email",
      language: "en",
      subject: "Set a new password",
      preview: "",
      body: "Somebody, hopefully you, asked for a new password for your Rekindle account. The link works once and for one hour. If it was not you, nothing has changed.",
      buttonLabel: "Set a new password",
      buttonUrl: url,
      transactional: true,
      topic: DEFAULT_TOPIC,
    },
    data: {},
    now,
    sender,
    unsubscribeUrl: null,
    preferencesUrl: null,
    tracking: null,
    utm: null,
    pushKeys: null,
    capture: false,
  });
  if (outcome.kind !== "sent") throw new Error(`the reset mail was not sent: ${outcome.code}`);
}
