import { bareHost, refusedRange } from "./address-guard.ts";
import type { SmtpConfig } from "./smtp-transport.ts";

/** A mail server in the parts that people type. */
export interface MailServer {
  host: string;
  port: number;
  /** Encrypted from the first byte on; else by STARTTLS. */
  secure: boolean;
  /** Nothing is encrypted: for a relay in one's own network that takes mail without a password. */
  unencrypted: boolean;
  user: string;
  pass: string | undefined;
}

/** How the server is reached. STARTTLS means that nothing is said to a server that does not offer it. */
export function mailServerConfig({
  host,
  port,
  secure,
  unencrypted,
  user,
  pass,
}: MailServer): Extract<SmtpConfig, { host: string }> {
  return {
    ...{ host, port, secure, user: user || undefined, pass },
    requireTls: (!unencrypted || user !== "") && !isThisMachine(host),
    ignoreTls: unencrypted,
  };
}

/** How the server of an `smtp://` or `smtps://` address is reached: a password never leaves this machine in the open. */
export function mailUrlConfig(url: string): Extract<SmtpConfig, { url: string }> {
  const { hostname, password, username } = new URL(url);
  return { url, requireTls: (password !== "" || username !== "") && !isThisMachine(hostname) };
}

/** Whether what is sent to this host never leaves the machine. */
export function isThisMachine(host: string): boolean {
  const name = bareHost(host);
  return name === "localhost" || refusedRange(name) === "loopback";
}
