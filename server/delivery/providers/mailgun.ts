import { randomUUID } from "node:crypto";
import type { ProviderConfig } from "./config.ts";
import { rawMime } from "./mime.ts";
import { type EmailProvider, jsonOf, problemByStatus, RETURN_TAG, returnIdOf, textIn } from "./provider.ts";

const ORIGINS = { us: "https://api.mailgun.net", eu: "https://api.eu.mailgun.net" };

/** Mailgun: `POST /v3/{domain}/messages.mime` with the whole message, so that its headers and both parts are ours. */
export function mailgun(config: Extract<ProviderConfig, { service: "mailgun" }>): EmailProvider {
  const authorization = `Basic ${Buffer.from(`api:${config.secret}`).toString("base64")}`;
  const path = `/v3/${encodeURIComponent(config.domain)}`;
  return {
    origin: ORIGINS[config.region],
    recognisesRepeats: false,
    async sendRequest(mail, { origin }) {
      const { options } = mail;
      const returnId = returnIdOf(mail);
      const boundary = `part-${randomUUID()}`;
      const fields = {
        to: options.to.address,
        "o:tracking": "no",
        ...(returnId ? { [`v:${RETURN_TAG}`]: returnId } : {}),
      };
      const head = Object.entries(fields)
        .map(
          ([name, value]) =>
            `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        )
        .join("");
      const file = `--${boundary}\r\nContent-Disposition: form-data; name="message"; filename="message.eml"\r\nContent-Type: message/rfc822\r\n\r\n`;
      return {
        url: `${origin}${path}/messages.mime`,
        method: "POST",
        headers: { authorization, "content-type": `multipart/form-data; boundary=${boundary}` },
        body: Buffer.concat([
          Buffer.from(head + file),
          await rawMime(options),
          Buffer.from(`\r\n--${boundary}--\r\n`),
        ]),
      };
    },
    idOf: (answer) => textIn(jsonOf(answer), "id"),
    meaningOf({ status, body }) {
      // The domain is not one of this account, or the account is closed or not verified.
      if (status === 404) return "account";
      if (status === 403) return /domain|account/i.test(body) ? "account" : "key";
      return status === 402 ? "account" : null;
    },
    // Without a sender nothing can be sent; a wrong key is refused before that is looked at.
    checkRequest: ({ origin }) => ({
      url: `${origin}${path}/messages`,
      method: "POST",
      headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
      body: "o%3Atestmode=yes",
    }),
    checkProblem(answer) {
      if (answer.status === 400) return null;
      return answer.status === 404 ? "account" : problemByStatus(answer);
    },
  };
}
