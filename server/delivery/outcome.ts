import type { FilledPhrase } from "#workflows/phrase.ts";

/** Numbers and words that a reason's text is filled with, such as `{ status: 503 }`. */
export type OutcomeValues = Record<string, string | number | FilledPhrase>;

/**
 * What became of one delivery. `code` is stable (`email.refused`, `webhook.status`, …) and is worded in the
 * catalogue of reasons; nothing here is shown to people as it is.
 *
 * - `sent`: the receiver took it over (`captured`: it went to the captured outbox instead).
 * - `retry`: refused before hand-over, or the receiver recognises a repeat, so trying again is safe.
 * - `failed`: final. `suppress` says that this recipient must not be written to again.
 * - `unknown`: handed over, and no answer came. Trying again could send it twice.
 */
export type DeliveryOutcome =
  | { kind: "sent"; providerId?: string; detail?: OutcomeValues; captured?: true }
  | { kind: "retry"; code: string; values: OutcomeValues; retryAfterMs?: number }
  | { kind: "failed"; code: string; values: OutcomeValues; suppress?: boolean }
  | { kind: "unknown"; code: string; values: OutcomeValues };
