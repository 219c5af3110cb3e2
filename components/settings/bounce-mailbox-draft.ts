import type { BounceMailbox } from "#components/shell/outputs.ts";
import type { EncryptionOption, MailConnectionDraft } from "./mail-connection-fields.tsx";
import type { SettingsWords } from "./settings-words.ts";

/** A mailbox is only read over a safe connection. */
type Encryption = "starttls" | "tls";

/** The mailbox of returned emails as it is being typed. */
export interface BounceMailboxDraft extends MailConnectionDraft<Encryption> {
  folder: string;
}

/** The port that providers use for IMAP with each. */
export const IMAP_PORT: Record<Encryption, string> = { starttls: "143", tls: "993" };

export function imapEncryptionOptions(t: SettingsWords): EncryptionOption<Encryption>[] {
  return [
    {
      value: "tls",
      label: t("mailServer.tls"),
      description: t("mailServer.usualPort", { port: IMAP_PORT.tls }),
    },
    {
      value: "starttls",
      label: t("mailServer.starttls"),
      description: t("mailServer.withPort", { port: IMAP_PORT.starttls }),
    },
  ];
}

const PORT_MAX = 65_535;

export function draftOf(stored: BounceMailbox): BounceMailboxDraft {
  return {
    host: stored?.host ?? "",
    port: String(stored?.port ?? IMAP_PORT.tls),
    encryption: stored === null || stored.secure ? "tls" : "starttls",
    user: stored?.user ?? "",
    password: "",
    folder: stored?.folder ?? "INBOX",
  };
}

/** What is missing or cannot be right, by field. */
export function mailboxProblems(
  { host, port, user, password, folder }: BounceMailboxDraft,
  stored: BounceMailbox,
  t: SettingsWords,
): Partial<Record<keyof BounceMailboxDraft, string>> {
  const portNumber = Number(port);
  const isPort = /^\d+$/.test(port.trim()) && portNumber >= 1 && portNumber <= PORT_MAX;
  // A stored password is sent to no other server than its own.
  const isElsewhere = stored === null || stored.host !== host.trim() || stored.user !== user.trim();
  return {
    ...(host.trim() === "" && { host: t("mailbox.serverMissing") }),
    ...(!isPort && { port: t("mailServer.portRange", { max: String(PORT_MAX) }) }),
    ...(user.trim() === "" && { user: t("mailbox.userMissing") }),
    ...(password === "" && isElsewhere && { password: t("mailbox.passwordMissing") }),
    ...(folder.trim() === "" && { folder: t("mailbox.folderMissing") }),
  };
}
