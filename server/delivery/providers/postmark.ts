import type { ProviderConfig } from "./config.ts";
import {
  type Answer,
  type EmailProvider,
  isMarketing,
  jsonOf,
  type Meaning,
  mailbox,
  ownHeaders,
  problemByStatus,
  RETURN_TAG,
  returnIdOf,
  textIn,
} from "./provider.ts";

/** Postmark: `POST /email`. Marketing must go through a broadcast stream there. */
export function postmark(config: Extract<ProviderConfig, { service: "postmark" }>): EmailProvider {
  const headers = { accept: "application/json", "x-postmark-server-token": config.secret };
  return {
    origin: "https://api.postmarkapp.com",
    recognisesRepeats: false,
    sendRequest(mail, { origin }) {
      const { from, to, replyTo, subject, html, text, messageId } = mail.options;
      const returnId = returnIdOf(mail);
      const own = { ...ownHeaders(mail), "Message-ID": messageId, "X-PM-KeepID": "true" };
      return {
        url: `${origin}/email`,
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({
          From: mailbox(from),
          To: mailbox(to),
          ...(replyTo ? { ReplyTo: mailbox(replyTo) } : {}),
          Subject: subject,
          HtmlBody: html,
          TextBody: text,
          Headers: Object.entries(own).map(([Name, Value]) => ({ Name, Value })),
          MessageStream: isMarketing(mail) ? config.broadcastStream : config.stream,
          ...(returnId ? { Metadata: { [RETURN_TAG]: returnId } } : {}),
          TrackOpens: false,
          TrackLinks: "None",
        }),
      };
    },
    idOf: (answer) => textIn(jsonOf(answer), "MessageID"),
    meaningOf: (answer) => {
      const meaning = meanings[errorCode(answer)] ?? null;
      // 300 stands for whatever is wrong with the request, our own address too.
      return meaning === "refused" && /'From' address|sender signature/i.test(answer.body)
        ? "sender"
        : meaning;
    },
    checkRequest: ({ origin }) => ({ url: `${origin}/server`, method: "GET", headers }),
    checkProblem: (answer) => meanings[errorCode(answer)] ?? problemByStatus(answer),
  };
}

/** https://postmarkapp.com/developer/api/overview#error-codes */
const meanings: Record<number, Meaning> = {
  10: "key",
  100: "busy",
  300: "refused",
  400: "sender",
  401: "sender",
  405: "account",
  406: "suppressed",
  412: "account",
  413: "account",
  429: "busy",
  1235: "account",
};

/** 0 for none. */
function errorCode(answer: Answer): number {
  const code = jsonOf(answer).ErrorCode;
  return typeof code === "number" ? code : 0;
}
