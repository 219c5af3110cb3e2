import { ImapFlow, type ImapFlowOptions } from "imapflow";
import type { Keys } from "#server/keys.ts";
import type { BounceMailboxSettings } from "#server/store/bounce-settings.ts";
import type { Reason } from "#workflows/reasons.ts";

const CONNECT_TIMEOUT_MS = 15_000;
const GREETING_TIMEOUT_MS = 15_000;
const SILENCE_TIMEOUT_MS = 60_000;
const ANSWER_MAX_CHARS = 200;

/** What tests say beside the settings. */
export type ConnectionOptions = Pick<ImapFlowOptions, "tls">;

export type Opened<R> = { kind: "ok"; value: R } | { kind: "failed"; problem: Reason };

/**
 * Opens a folder by IMAP, over a safe connection only, works in it, and hangs up. Never rejects for what a server does:
 * why it did not work is the answer. `signal` hangs up at once.
 */
export async function inFolder<R>(
  mailbox: BounceMailboxSettings,
  { keys, signal, options = {} }: { keys: Keys; signal?: AbortSignal; options?: ConnectionOptions },
  work: (client: ImapFlow) => Promise<R>,
): Promise<Opened<R>> {
  const { host, port, secure, user, sealedPassword, folder } = mailbox;
  const client = new ImapFlow({
    ...{ host, port, secure },
    ...(secure ? {} : { doSTARTTLS: true }),
    auth: { user, pass: keys.decrypt(sealedPassword) },
    logger: false,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    ...options,
  });
  const hangUp = () => client.close();
  signal?.addEventListener("abort", hangUp);
  // What goes wrong is told by the call that it goes wrong in; without a listener it would end the process.
  client.on("error", () => {});
  let connected = false;
  try {
    await client.connect();
    connected = true;
    const lock = await client.getMailboxLock(folder);
    try {
      return { kind: "ok", value: await work(client) };
    } finally {
      lock.release();
    }
  } catch (error) {
    return { kind: "failed", problem: problemOf(error, { folder, connected }) };
  } finally {
    signal?.removeEventListener("abort", hangUp);
    client.close();
  }
}

function problemOf(error: unknown, { folder, connected }: { folder: string; connected: boolean }): Reason {
  const { code, message, authenticationFailed, mailboxMissing, responseText } = error as {
    code?: string;
    message?: string;
    authenticationFailed?: boolean;
    mailboxMissing?: boolean;
    responseText?: string;
  };
  if (authenticationFailed) return { code: "mailbox.auth" };
  if (mailboxMissing) return { code: "mailbox.no-folder", values: { folder } };
  const answer = String(responseText ?? message ?? "").slice(0, ANSWER_MAX_CHARS);
  if (/cert|tls|ssl|altname/i.test(`${code} ${message}`)) return { code: "mailbox.tls", values: { answer } };
  if (connected) return { code: "mailbox.failed", values: { answer } };
  return { code: "mailbox.no-connection", values: { answer } };
}
