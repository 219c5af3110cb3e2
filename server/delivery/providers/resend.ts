import type { ProviderConfig } from "./config.ts";
import {
  type Answer,
  type EmailProvider,
  jsonOf,
  type Meaning,
  mailbox,
  ownHeaders,
  problemByStatus,
  RETURN_TAG,
  returnIdOf,
  textIn,
} from "./provider.ts";

/** Resend: `POST /emails`. It keeps idempotency keys for 24 hours. */
export function resend({ secret }: Extract<ProviderConfig, { service: "resend" }>): EmailProvider {
  const authorization = `Bearer ${secret}`;
  return {
    origin: "https://api.resend.com",
    recognisesRepeats: true,
    sendRequest(mail, { origin }) {
      const { from, to, replyTo, subject, html, text, messageId } = mail.options;
      const returnId = returnIdOf(mail);
      return {
        url: `${origin}/emails`,
        method: "POST",
        headers: {
          authorization,
          "content-type": "application/json",
          // It asks for one of callers.
          "user-agent": "Rekindle",
          "idempotency-key": messageId.replace(/[<>]/g, ""),
        },
        body: JSON.stringify({
          from: mailbox(from),
          to: [mailbox(to)],
          ...(replyTo ? { reply_to: [mailbox(replyTo)] } : {}),
          subject,
          html,
          text,
          headers: ownHeaders(mail),
          ...(returnId ? { tags: [{ name: RETURN_TAG, value: returnId }] } : {}),
        }),
      };
    },
    idOf: (answer) => textIn(jsonOf(answer), "id"),
    meaningOf: (answer) => meanings[errorName(answer)] ?? (isUnverified(answer) ? "sender" : null),
    checkRequest: ({ origin }) => ({
      url: `${origin}/domains`,
      method: "GET",
      headers: { authorization, "user-agent": "Rekindle" },
    }),
    // A key that may only send is refused here by that name, which shows that it is known.
    checkProblem: (answer) =>
      errorName(answer) === "restricted_api_key"
        ? null
        : (meanings[errorName(answer)] ?? problemByStatus(answer)),
  };
}

const meanings: Record<string, Meaning> = {
  missing_api_key: "key",
  invalid_api_key: "key",
  restricted_api_key: "key",
  invalid_access: "key",
  invalid_from_address: "sender",
  rate_limit_exceeded: "busy",
  daily_quota_exceeded: "busy",
  monthly_quota_exceeded: "account",
  // The key is in use, or was used before for a message that read otherwise: that one may have been taken.
  concurrent_idempotent_requests: "unclear",
  invalid_idempotent_request: "unclear",
  application_error: "busy",
  internal_server_error: "busy",
};

function errorName(answer: Answer): string {
  return answer.status < 400 ? "" : (textIn(jsonOf(answer), "name") ?? "");
}

/** A 403 `validation_error`: the domain of our address is not verified there. */
function isUnverified({ status }: Answer): boolean {
  return status === 403;
}
