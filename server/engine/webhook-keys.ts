import type { Steps, Transaction } from "#server/database/database.ts";
import type { WebhookKeys } from "#server/delivery/job.ts";
import type { Keys } from "#server/keys.ts";
import { type HookSecrets, newSecrets, openSecrets, sealSecrets } from "#server/notices/secret.ts";
import { findSealedSecrets } from "#server/store/secrets.ts";
import { insertWebhookSigning, readWebhookSigning } from "#server/store/settings.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { secretNamesIn } from "#workflows/secret-references.ts";

type WebhookContent = Extract<EffectContent, { channel: "webhook" }>;

/** What one webhook is called with, opened. As it is stored now: another process may have changed it. */
export function* webhookKeys(tx: Transaction, keys: Keys, content: WebhookContent): Steps<WebhookKeys> {
  const names = secretNamesIn(content.url, ...Object.values(content.headers));
  const sealed = yield* findSealedSecrets(tx, names);
  return {
    secrets: Object.fromEntries(sealed.map(({ name, sealedValue }) => [name, keys.decrypt(sealedValue)])),
    signing: yield* webhookSigning(tx, keys),
  };
}

/** The shop's own secrets for signing webhooks, made when they are first needed. */
export function* webhookSigning(tx: Transaction, keys: Keys): Steps<HookSecrets> {
  const known = yield* readWebhookSigning(tx);
  if (known !== null) return openSecrets(keys, known);
  yield* insertWebhookSigning(tx, sealSecrets(keys, newSecrets()));
  // Another process may have been the first.
  return openSecrets(keys, (yield* readWebhookSigning(tx))!);
}
