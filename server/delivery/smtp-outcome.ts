import type { DeliveryOutcome, OutcomeValues } from "./outcome.ts";

/** The parts of a nodemailer error that tell what happened. */
export type SmtpError = {
  message: string;
  code?: string;
  /** The SMTP command that was answered: `MAIL FROM`, `RCPT TO`, `DATA`, `AUTH …`, `CONN`, `API`. */
  command?: string;
  /** The server's own words, beginning with its reply code. */
  response?: string;
  responseCode?: number;
};

/** The mailbox or its domain does not exist (RFC 3463): never write there again. */
const NO_SUCH_MAILBOX = new Set(["5.1.1", "5.1.2", "5.1.3", "5.1.6"]);
/** How servers without enhanced codes say it. */
const NO_SUCH_MAILBOX_WORDS =
  /(user|mailbox|recipient|address|account)\b.{0,40}\b(unknown|not found|does(n't| not) exist|invalid)|(unknown|no such|invalid) (user|mailbox|recipient|address|account)/i;
const MESSAGE_COMMANDS = new Set(["MAIL FROM", "RCPT TO", "DATA"]);
const BAD_SEQUENCE = 503;
const AUTHENTICATION_REQUIRED = 530;
const ANSWER_MAX_CHARS = 300;

/**
 * What a failed hand-over means. `handedOver` says that the whole message, its end mark included, may have
 * reached the server; without an answer to that, nobody knows whether it was taken.
 */
export function outcomeOfSmtpError(error: SmtpError, handedOver: boolean): DeliveryOutcome {
  const values = describe(error);
  const reply = error.responseCode ?? 0;
  // A reply of 4xx or 5xx is a refusal, even to the finished message.
  if (reply >= 400) return outcomeOfReply(error, reply, values);
  if (handedOver) {
    const code =
      error.code === "ETIMEDOUT" || error.code === "EABORT" ? "email.timeout" : "email.disconnected";
    return { kind: "unknown", code, values };
  }
  if (error.code === "EMESSAGE") return { kind: "failed", code: "email.too-large", values };
  if (error.code === "EENVELOPE") return { kind: "failed", code: "email.bad-address", values };
  return { kind: "retry", code: connectionCode(error), values };
}

function outcomeOfReply(error: SmtpError, reply: number, values: OutcomeValues): DeliveryOutcome {
  const command = error.command ?? "";
  // Refused before it was about this message: the settings or the server are at fault.
  if (error.code === "EAUTH" || reply === AUTHENTICATION_REQUIRED)
    return { kind: "retry", code: "email.auth", values };
  if (!MESSAGE_COMMANDS.has(command)) return { kind: "retry", code: connectionCode(error), values };
  if (reply < 500 || reply === BAD_SEQUENCE) return { kind: "retry", code: "email.deferred", values };
  // At MAIL FROM it is our own address that is refused, never the recipient's.
  if (command === "MAIL FROM") return { kind: "failed", code: "email.sender-refused", values };
  if (isNoSuchMailbox(error.response ?? "", reply)) {
    return { kind: "failed", code: "email.no-such-mailbox", values, suppress: true };
  }
  return { kind: "failed", code: "email.refused", values };
}

function isNoSuchMailbox(response: string, reply: number): boolean {
  const enhanced = enhancedCode(response);
  if (enhanced) return NO_SUCH_MAILBOX.has(enhanced);
  return reply === 550 && NO_SUCH_MAILBOX_WORDS.test(response);
}

function connectionCode(error: SmtpError): string {
  if (error.code === "EAUTH" || error.code === "ENOAUTH" || error.code === "EOAUTH2") return "email.auth";
  if (error.code === "ETLS" || error.code === "EREQUIRETLS") return "email.tls";
  return "email.no-connection";
}

function describe(error: SmtpError): OutcomeValues {
  const response = error.response ?? "";
  return {
    reason: error.code ?? "",
    ...(error.command ? { command: error.command } : {}),
    ...(error.responseCode ? { status: error.responseCode } : {}),
    ...(enhancedCode(response) ? { enhanced: enhancedCode(response) } : {}),
    answer: (response || error.message).slice(0, ANSWER_MAX_CHARS),
  };
}

function enhancedCode(response: string): string {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? "";
}
