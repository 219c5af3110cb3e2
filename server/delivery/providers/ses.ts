import { signAws } from "./aws-signature.ts";
import type { ProviderConfig } from "./config.ts";
import { rawMime } from "./mime.ts";
import {
  type Answer,
  type EmailProvider,
  jsonOf,
  type Meaning,
  problemByStatus,
  RETURN_TAG,
  returnIdOf,
  textIn,
} from "./provider.ts";

/** Amazon SES, API v2: `SendEmail` with the whole message, so that its headers and both parts are ours. */
export function ses(config: Extract<ProviderConfig, { service: "ses" }>): EmailProvider {
  const { region, accessKeyId, secret, configurationSet } = config;
  const key = { accessKeyId, secret, region, service: "ses" };
  return {
    origin: `https://email.${region}.amazonaws.com`,
    recognisesRepeats: false,
    async sendRequest(mail, { origin, now }) {
      const { options } = mail;
      const returnId = returnIdOf(mail);
      const url = `${origin}/v2/email/outbound-emails`;
      const raw = await rawMime(options);
      const body = JSON.stringify({
        FromEmailAddress: options.from.address,
        Destination: { ToAddresses: [options.to.address] },
        Content: { Raw: { Data: raw.toString("base64") } },
        ...(configurationSet ? { ConfigurationSetName: configurationSet } : {}),
        ...(returnId ? { EmailTags: [{ Name: RETURN_TAG, Value: returnId }] } : {}),
      });
      const headers = { "content-type": "application/json" };
      return {
        url,
        method: "POST",
        body,
        headers: signAws({ method: "POST", url, headers, body }, key, now),
      };
    },
    idOf: (answer) => textIn(jsonOf(answer), "MessageId"),
    meaningOf: (answer) => meanings[errorType(answer)] ?? null,
    checkRequest({ origin, now }) {
      const url = `${origin}/v2/email/account`;
      return {
        url,
        method: "GET",
        headers: signAws({ method: "GET", url, headers: {}, body: "" }, key, now),
      };
    },
    checkProblem(answer) {
      // The signature is right, and this key may send but not read the account.
      if (errorType(answer) === "AccessDeniedException") return null;
      if (answer.status === 200 && jsonOf(answer).SendingEnabled === false) return "account";
      return problemByStatus(answer);
    },
  };
}

const meanings: Record<string, Meaning> = {
  AccountSuspendedException: "account",
  SendingPausedException: "account",
  LimitExceededException: "busy",
  TooManyRequestsException: "busy",
  ThrottlingException: "busy",
  MailFromDomainNotVerifiedException: "sender",
  // The configuration set does not exist.
  NotFoundException: "account",
  MessageRejected: "refused",
  BadRequestException: "refused",
};

/** "MessageRejected", from a header like "MessageRejected:http://internal.amazon.com/…". */
function errorType(answer: Answer): string {
  if (answer.status < 400) return "";
  const named = answer.headers["x-amzn-errortype"] ?? textIn(jsonOf(answer), "__type") ?? "";
  const type = named.split(":", 1)[0]!.split("#").at(-1)!;
  // SES tells an address that is not verified with it by words only.
  return type === "MessageRejected" && /not verified/i.test(answer.body)
    ? "MailFromDomainNotVerifiedException"
    : type;
}
