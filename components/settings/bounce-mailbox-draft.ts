import type { BounceMailbox } from "#components/shell/outputs.ts";

/** A mailbox is only read over a safe connection. */
type Encryption = "starttls" | "tls";

/** The mailbox of returned emails as it is being typed. */
export interface BounceMailboxDraft {
  host: string;
  port: string;
  encryption: Encryption;
  user: string;
  password: string;
  folder: string;
}

/** The port that providers use for IMAP with each. */
export const IMAP_PORT: Record<Encryption, string> = { starttls: "143", tls: "993" };

export const IMAP_ENCRYPTION_OPTIONS = [
  { value: "tls", label: "TLS from the start", description: "Usual, with port 993" },
  { value: "starttls", label: "STARTTLS", description: "With port 143" },
];

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
): Partial<Record<keyof BounceMailboxDraft, string>> {
  const portNumber = Number(port);
  const isPort = /^\d+$/.test(port.trim()) && portNumber >= 1 && portNumber <= PORT_MAX;
  // A stored password is sent to no other server than its own.
  const isElsewhere = stored === null || stored.host !== host.trim() || stored.user !== user.trim();
  return {
    ...(host.trim() === "" && { host: "Enter the server’s name, like imap.example.com" }),
    ...(!isPort && { port: `Between 1 and ${PORT_MAX}` }),
    ...(user.trim() === "" && { user: "Enter the user name" }),
    ...(password === "" && isElsewhere && { password: "Enter the password" }),
    ...(folder.trim() === "" && { folder: "Enter the folder" }),
  };
}
