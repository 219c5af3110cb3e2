import type { ProviderConfig } from "./config.ts";
import {
  type EmailProvider,
  jsonOf,
  ownHeaders,
  problemByStatus,
  RETURN_TAG,
  returnIdOf,
} from "./provider.ts";

const ORIGINS = { global: "https://api.sendgrid.com", eu: "https://api.eu.sendgrid.com" };

/** SendGrid: `POST /v3/mail/send`. Its own tracking is switched off, which would change the links of the message. */
export function sendgrid(config: Extract<ProviderConfig, { service: "sendgrid" }>): EmailProvider {
  const authorization = `Bearer ${config.secret}`;
  return {
    origin: ORIGINS[config.region],
    recognisesRepeats: false,
    sendRequest(mail, { origin }) {
      const { from, to, replyTo, subject, html, text, messageId } = mail.options;
      const returnId = returnIdOf(mail);
      return {
        url: `${origin}/v3/mail/send`,
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({
          personalizations: [{ to: [party(to)] }],
          from: party(from),
          ...(replyTo ? { reply_to: party(replyTo) } : {}),
          subject,
          // Plain text comes first, as it asks.
          content: [
            { type: "text/plain", value: text },
            { type: "text/html", value: html },
          ],
          headers: { ...ownHeaders(mail), "Message-ID": messageId },
          ...(returnId ? { custom_args: { [RETURN_TAG]: returnId } } : {}),
          tracking_settings: {
            click_tracking: { enable: false, enable_text: false },
            open_tracking: { enable: false },
            subscription_tracking: { enable: false },
          },
        }),
      };
    },
    idOf: ({ headers }) => headers["x-message-id"],
    meaningOf({ status, body }) {
      if (status === 403 || (status === 400 && /verified Sender Identity/i.test(body))) return "sender";
      return status === 401 && /credits exceeded/i.test(body) ? "account" : null;
    },
    checkRequest: ({ origin }) => ({ url: `${origin}/v3/scopes`, method: "GET", headers: { authorization } }),
    checkProblem(answer) {
      const { scopes } = jsonOf(answer);
      if (Array.isArray(scopes) && !scopes.includes("mail.send")) return "key";
      return problemByStatus(answer);
    },
  };
}

function party({ name, address }: { name: string; address: string }): { email: string; name?: string } {
  return name ? { email: address, name } : { email: address };
}
