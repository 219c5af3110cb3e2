import { createTransport, type SendMailOptions } from "nodemailer";
import { type DkimKey, SIGNED_HEADERS, signsFor } from "./dkim.ts";
import type { OutcomeValues } from "./outcome.ts";
import { outcomeOfSmtpError, type SmtpError } from "./smtp-outcome.ts";

export const SMTP_CONNECTIONS_MAX = 5;
export const SMTP_MESSAGES_PER_CONNECTION_MAX = 100;
export const SMTP_CONNECT_TIMEOUT_MS = 15_000;
/** Without a byte from the server. */
export const SMTP_IDLE_TIMEOUT_MS = 60_000;
/** One message from the queue of the pool to the server's answer. */
export const SMTP_SEND_TIMEOUT_MS = 120_000;

/** How to reach the SMTP server: `smtp://user:pass@host:587`, `smtps://…`, or the same in parts. */
export type SmtpConfig = (
  | { url: string }
  | { host: string; port?: number; secure?: boolean; user?: string; pass?: string }
) & {
  /** Refuse to send when the server offers no encryption. */
  requireTls?: boolean;
  /** Do not encrypt even when the server offers it. */
  ignoreTls?: boolean;
  /** Signs the messages that come from its domain. */
  dkim?: DkimKey;
  /** PEM of a certificate authority to trust instead of the system's. */
  ca?: string;
  timeouts?: { connectMs?: number; idleMs?: number; sendMs?: number };
};

export type SmtpAnswer =
  | { kind: "accepted"; response: string }
  | { kind: "error"; error: SmtpError; handedOver: boolean };

export type SmtpTransport = {
  /** Hands one message over. Never rejects for what the server or the network does. */
  send(options: SendMailOptions): Promise<SmtpAnswer>;
  /** Closes idle connections; one that is sending finishes first. */
  close(): void;
};

/** A pool of connections to one SMTP server. Connects when the first message is sent. */
export function smtpTransport(config: SmtpConfig): SmtpTransport {
  const mailer = createTransport(poolOptions(config));
  const handedOver = new WeakSet<AbortSignal>();
  // The message's stream ends right before its end mark is written, so up to then the server cannot have
  // taken the message. Nodemailer's errors do not tell this.
  mailer.use("stream", (mail, done) => {
    const { message } = mail;
    const { signal } = mail.data;
    if (message && signal) {
      const create = message.createReadStream.bind(message);
      message.createReadStream = (options) => create(options).once("end", () => handedOver.add(signal));
    }
    done();
  });
  return {
    async send(options) {
      // The signal is also what tells this send from the others in the plugin above.
      const signal = AbortSignal.timeout(config.timeouts?.sendMs ?? SMTP_SEND_TIMEOUT_MS);
      try {
        const { response } = await mailer.sendMail({
          ...options,
          ...signature(config.dkim, options),
          signal,
        });
        return { kind: "accepted", response };
      } catch (error) {
        return { kind: "error", error: error as SmtpError, handedOver: handedOver.has(signal) };
      }
    },
    close: () => mailer.close(),
  };
}

function signature(key: DkimKey | undefined, { from }: SendMailOptions): Pick<SendMailOptions, "dkim"> {
  if (!key || typeof from !== "object" || !("address" in from)) return {};
  if (!signsFor(key, from.address ?? "")) return {};
  const { domain, selector, privateKey } = key;
  return {
    dkim: { domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED_HEADERS },
  };
}

/** Connects, encrypts and signs in, and sends nothing: whether these settings work. */
export async function verifySmtp(
  config: SmtpConfig,
): Promise<{ kind: "ok" } | { kind: "error"; code: string; values: OutcomeValues }> {
  const mailer = createTransport(poolOptions(config));
  try {
    await mailer.verify();
    return { kind: "ok" };
  } catch (error) {
    const outcome = outcomeOfSmtpError(error as SmtpError, false);
    return outcome.kind === "sent"
      ? { kind: "ok" }
      : { kind: "error", code: outcome.code, values: outcome.values };
  } finally {
    mailer.close();
  }
}

function poolOptions(config: SmtpConfig) {
  return {
    ...("url" in config ? { url: config.url } : server(config)),
    pool: true as const,
    maxConnections: SMTP_CONNECTIONS_MAX,
    maxMessages: SMTP_MESSAGES_PER_CONNECTION_MAX,
    // A message whose connection closes comes back to us: only the outbox decides to send again.
    maxRequeues: 0,
    connectionTimeout: config.timeouts?.connectMs ?? SMTP_CONNECT_TIMEOUT_MS,
    greetingTimeout: config.timeouts?.connectMs ?? SMTP_CONNECT_TIMEOUT_MS,
    dnsTimeout: config.timeouts?.connectMs ?? SMTP_CONNECT_TIMEOUT_MS,
    socketTimeout: config.timeouts?.idleMs ?? SMTP_IDLE_TIMEOUT_MS,
    // Left out where nothing is asked for: an address may say it as a parameter.
    ...(config.requireTls ? { requireTLS: true } : {}),
    ...(config.ignoreTls ? { ignoreTLS: true } : {}),
    ...(config.ca ? { tls: { ca: config.ca } } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function server(config: Extract<SmtpConfig, { host: string }>) {
  const { host, port, secure, user, pass } = config;
  return { host, port, secure, ...(user ? { auth: { user, pass: pass ?? "" } } : {}) };
}
